/** Tries four times a second until `attempt` succeeds. @throws its last error after `seconds`. */
export async function eventually<T>(attempt: () => Promise<T>, seconds = 120): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
