package main

import (
	"context"
	"errors"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/scale"
	metrics "k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
)

var errNoMetric = errors.New("the scenario has no reading of this metric")

// world holds the scenarios that are played now, by namespace. It is the metrics client and the scale client.
type world struct {
	scenarios map[string]*scenario
	pods      *podStore
}

func newWorld() *world { return &world{scenarios: map[string]*scenario{}, pods: newPodStore()} }

var _ metrics.MetricsClient = &world{}

func (w *world) ofPods(namespace, key string) (metrics.PodMetricsInfo, time.Time, error) {
	s := w.scenarios[namespace]
	found := s.readings[key]
	if found.failed() {
		return nil, time.Time{}, errNoMetric
	}
	samples := metrics.PodMetricsInfo{}
	for _, row := range found.Pods {
		samples[podName(row[0])] = metrics.PodMetric{
			Value: row[1], Timestamp: s.at(row[2]), Window: time.Duration(row[3]) * time.Second,
		}
	}
	return samples, time.Now(), nil
}

func (w *world) ofService(namespace, key string) ([]int64, time.Time, error) {
	found := w.scenarios[namespace].readings[key]
	if found.failed() {
		return nil, time.Time{}, errNoMetric
	}
	return found.Values, time.Now(), nil
}

func (w *world) GetResourceMetric(_ context.Context, resource core.ResourceName, namespace string, _ labels.Selector, container string) (metrics.PodMetricsInfo, time.Time, error) {
	if container != "" {
		return w.ofPods(namespace, "container/"+container+"/"+string(resource))
	}
	return w.ofPods(namespace, "resource/"+string(resource))
}

func (w *world) GetRawMetric(name, namespace string, _ labels.Selector, _ labels.Selector) (metrics.PodMetricsInfo, time.Time, error) {
	return w.ofPods(namespace, "pods/"+name)
}

func (w *world) GetObjectMetric(name, namespace string, _ *autoscaling.CrossVersionObjectReference, _ labels.Selector) (int64, time.Time, error) {
	values, at, err := w.ofService(namespace, "object/"+name)
	if err != nil {
		return 0, at, err
	}
	return values[0], at, nil
}

func (w *world) GetExternalMetric(name, namespace string, _ labels.Selector) ([]int64, time.Time, error) {
	return w.ofService(namespace, "external/"+name)
}

func (w *world) Scales(namespace string) scale.ScaleInterface {
	return scaleOf{scenario: w.scenarios[namespace]}
}

// scaleOf is the scale subresource of one scenario's target.
type scaleOf struct {
	scale.ScaleInterface
	scenario *scenario
}

func (o scaleOf) Get(context.Context, schema.GroupResource, string, meta.GetOptions) (*autoscalingv1.Scale, error) {
	return &autoscalingv1.Scale{
		ObjectMeta: meta.ObjectMeta{Name: "target", Namespace: o.scenario.namespace},
		Spec:       autoscalingv1.ScaleSpec{Replicas: o.scenario.scale},
		Status:     autoscalingv1.ScaleStatus{Replicas: o.scenario.status, Selector: selector},
	}, nil
}

func (o scaleOf) Update(_ context.Context, _ schema.GroupResource, wanted *autoscalingv1.Scale, _ meta.UpdateOptions) (*autoscalingv1.Scale, error) {
	o.scenario.scale = wanted.Spec.Replicas
	return wanted, nil
}
