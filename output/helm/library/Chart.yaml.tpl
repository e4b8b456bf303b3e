apiVersion: v2
name: slipway
description: A production system from one description, the same objects as slipway synth writes
type: application
version: %CHART_VERSION%
kubeVersion: ">=%OLDEST_KUBERNETES%.0-0 <%NEXT_KUBERNETES%.0-0"
