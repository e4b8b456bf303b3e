package main

import (
	"fmt"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	coreinformers "k8s.io/client-go/informers/core/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

const selector = "app=web"

var (
	phases = []core.PodPhase{core.PodPending, core.PodRunning, core.PodSucceeded, core.PodFailed, core.PodUnknown}
	ready  = []core.ConditionStatus{core.ConditionFalse, core.ConditionTrue, core.ConditionUnknown}
)

// podStore is the pod cache that the controller reads. The controller only lists pods and never watches them.
type podStore struct{ indexer cache.Indexer }

func newPodStore() *podStore {
	byNamespace := cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc}
	return &podStore{cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)}
}

var _ coreinformers.PodInformer = &podStore{}

func (p *podStore) Lister() corelisters.PodLister { return corelisters.NewPodLister(p.indexer) }

func (p *podStore) Informer() cache.SharedIndexInformer { return filled{} }

// filled is an informer of which only the question "is the cache filled" is asked.
type filled struct{ cache.SharedIndexInformer }

func (filled) HasSynced() bool { return true }

func podName(id int64) string { return fmt.Sprintf("p%d", id) }

// show replaces the scenario's pods by those of the rows.
func (p *podStore) show(s *scenario, rows []podRow, containers []core.Container) error {
	seen := map[int]bool{}
	for _, row := range rows {
		id := int(*row[0])
		seen[id] = true
		pod := s.pod(row, containers)
		s.pods[id] = pod
		if err := p.indexer.Add(pod); err != nil {
			return err
		}
	}
	for id, pod := range s.pods {
		if !seen[id] {
			delete(s.pods, id)
			if err := p.indexer.Delete(pod); err != nil {
				return err
			}
		}
	}
	return nil
}

// pod reads a row: id, index in phases, 1 when it is being deleted, start time or nil, index in ready or nil for
// no such condition, time of the condition's last transition.
func (s *scenario) pod(row podRow, containers []core.Container) *core.Pod {
	pod := &core.Pod{
		ObjectMeta: meta.ObjectMeta{Name: podName(*row[0]), Namespace: s.namespace, Labels: map[string]string{"app": "web"}},
		Spec:       core.PodSpec{Containers: containers},
		Status:     core.PodStatus{Phase: phases[*row[1]]},
	}
	if *row[2] == 1 {
		now := meta.NewTime(s.start)
		pod.DeletionTimestamp = &now
	}
	if row[3] != nil {
		started := meta.NewTime(s.at(*row[3]))
		pod.Status.StartTime = &started
	}
	if row[4] != nil {
		pod.Status.Conditions = []core.PodCondition{{
			Type: core.PodReady, Status: ready[*row[4]], LastTransitionTime: meta.NewTime(s.at(*row[5])),
		}}
	}
	return pod
}
