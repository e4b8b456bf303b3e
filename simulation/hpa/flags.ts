/** The flags of kube-controller-manager that decide replica counts. Times in seconds. */
export interface ControllerFlags {
  readonly syncPeriod: number;
  readonly downscaleStabilization: number;
  readonly tolerance: number;
  readonly cpuInitializationPeriod: number;
  readonly initialReadinessDelay: number;
}

/** Source: k8s.io/kubernetes pkg/controller/podautoscaler/config/v1alpha1/defaults.go. */
export const controllerDefaults: ControllerFlags = {
  syncPeriod: 15,
  downscaleStabilization: 300,
  tolerance: 0.1,
  cpuInitializationPeriod: 300,
  initialReadinessDelay: 30,
};
