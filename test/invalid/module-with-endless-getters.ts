function again(): object {
  return {
    get one() {
      return again();
    },
    get other() {
      return again();
    },
  };
}

export default again();
