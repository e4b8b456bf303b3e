package main

import (
	"encoding/json"
	"fmt"
	"time"

	autoscaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	defaults "k8s.io/kubernetes/pkg/apis/autoscaling/v2"
)

// scenario is one HorizontalPodAutoscaler and what it sees at each of its syncs. Times are seconds since the
// scenario's start; the first sync is at 15.
type scenario struct {
	Name       string                                  `json:"name"`
	Spec       autoscaling.HorizontalPodAutoscalerSpec `json:"spec"`
	Replicas   int32                                   `json:"replicas"`
	Containers map[string]map[string]string            `json:"containers"`
	Syncs      []situation                             `json:"syncs"`

	namespace string
	hpa       *autoscaling.HorizontalPodAutoscaler
	start     time.Time
	scale     int32
	status    int32
	readings  map[string]reading
	pods      map[int]*core.Pod
	timeline  []decision
	latest    decision
}

// situation is what one sync sees. What is left out is as it was at the sync before.
type situation struct {
	// Scale overwrites spec.replicas of the target, as a person with kubectl does.
	Scale    *int32             `json:"scale"`
	Status   *int32             `json:"status"`
	Pods     []podRow           `json:"pods"`
	Readings map[string]reading `json:"readings"`
}

// podRow is [id, phase, deleted, start, ready, transition]; see pods.go.
type podRow [6]*int64

// reading is one metric. The source failed when nothing is set.
type reading struct {
	// Pods are [pod id, milli-value, time, window].
	Pods [][4]int64 `json:"pods"`
	// Values are the milli-values of an object (one) or of an external metric.
	Values []int64 `json:"values"`
}

func (r reading) failed() bool { return r.Pods == nil && r.Values == nil }

// decision is what the controller said at one sync.
type decision struct {
	Replicas int32  `json:"replicas"`
	Proposal int32  `json:"proposal"`
	Metric   string `json:"metric"`
	Reason   string `json:"reason"`
	Able     string `json:"able"`
	Active   string `json:"active"`
	Limited  string `json:"limited"`
}

func parseScenario(line []byte, namespace string) (*scenario, error) {
	s := &scenario{namespace: namespace, pods: map[int]*core.Pod{}, readings: map[string]reading{}}
	if err := json.Unmarshal(line, s); err != nil {
		return nil, err
	}
	s.scale = s.Replicas
	return s, s.buildHPA()
}

// buildHPA gives the object what the API server gives it: the defaults, and quantities in canonical form.
func (s *scenario) buildHPA() error {
	s.Spec.ScaleTargetRef = autoscaling.CrossVersionObjectReference{
		APIVersion: "argoproj.io/v1alpha1", Kind: "Rollout", Name: "target",
	}
	object := autoscaling.HorizontalPodAutoscaler{
		ObjectMeta: meta.ObjectMeta{Name: "hpa", Namespace: s.namespace},
		Spec:       s.Spec,
	}
	defaults.SetDefaults_HorizontalPodAutoscaler(&object)
	text, err := json.Marshal(object)
	if err != nil {
		return err
	}
	s.hpa = &autoscaling.HorizontalPodAutoscaler{}
	return json.Unmarshal(text, s.hpa)
}

func (s *scenario) containers() ([]core.Container, error) {
	var containers []core.Container
	for name, requests := range s.Containers {
		list := core.ResourceList{}
		for kind, amount := range requests {
			quantity, err := resource.ParseQuantity(amount)
			if err != nil {
				return nil, fmt.Errorf("%s of container %s: %w", kind, name, err)
			}
			list[core.ResourceName(kind)] = quantity
		}
		containers = append(containers, core.Container{Name: name, Resources: core.ResourceRequirements{Requests: list}})
	}
	return containers, nil
}

func (s *scenario) at(second int64) time.Time {
	return s.start.Add(time.Duration(second) * time.Second)
}
