/**
 * Our rules as a validation plugin of cdk8s: `cdk8s synth` runs them on the manifests of any app that names this
 * file in its cdk8s.yaml.
 *
 *     validations:
 *       - package: ./rules/plugin.cjs
 *         class: SlipwayValidation
 *         version: 0.1.0
 *         properties:
 *           expectedSecrets: [smtp-credentials]
 *
 * `expectedSecrets` names Secrets that others put into the cluster. Default: none.
 *
 * CommonJS, because cdk8s-cli loads plugins with `require`.
 */
class SlipwayValidation {
  constructor({ expectedSecrets = [] } = {}) {
    this.expectedSecrets = expectedSecrets;
  }

  async validate(context) {
    const { tsImport } = await import('tsx/esm/api');
    const { reportViolations } = await tsImport('./plugin.ts', __filename);
    reportViolations(context, this.expectedSecrets);
  }
}

module.exports = { SlipwayValidation };
