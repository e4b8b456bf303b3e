package main

import (
	"context"
	"testing/synctest"
	"time"

	"github.com/go-logr/logr"
	autoscaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	hpaclient "k8s.io/client-go/kubernetes/typed/autoscaling/v2"
	eventclient "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
)

// The defaults of kube-controller-manager's flags: k8s.io/kubernetes pkg/controller/podautoscaler/config/v1alpha1.
const (
	syncPeriod              = 15 * time.Second
	downscaleStabilisation  = 5 * time.Minute
	tolerance               = 0.1
	cpuInitializationPeriod = 5 * time.Minute
	initialReadinessDelay   = 30 * time.Second
)

var clients *fake.Clientset

func startController(w *world) {
	clients = fake.NewSimpleClientset()
	factory := informers.NewSharedInformerFactory(clients, 0)
	rollouts := schema.GroupVersion{Group: "argoproj.io", Version: "v1alpha1"}
	mapper := apimeta.NewDefaultRESTMapper([]schema.GroupVersion{rollouts})
	mapper.Add(rollouts.WithKind("Rollout"), apimeta.RESTScopeNamespace)
	ctx := klog.NewContext(context.Background(), logr.New(&ear{world: w}))
	controller := podautoscaler.NewHorizontalController(
		ctx, noEvents{}, w, clients.AutoscalingV2(), mapper, w,
		factory.Autoscaling().V2().HorizontalPodAutoscalers(), w.pods,
		syncPeriod, downscaleStabilisation, tolerance, cpuInitializationPeriod, initialReadinessDelay,
	)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	go controller.Run(ctx, 1)
	synctest.Wait()
}

// play runs the scenarios side by side, each in its namespace, from now on.
func play(w *world, batch []*scenario) {
	start := time.Now()
	longest := 0
	for _, s := range batch {
		s.start = start
		w.scenarios[s.namespace] = s
		longest = max(longest, len(s.Syncs))
		must(hpas(s).Create(context.Background(), s.hpa, meta.CreateOptions{}))
	}
	for i := range longest {
		playSync(w, batch, i, start.Add(time.Duration(i+1)*syncPeriod))
	}
	for _, s := range batch {
		if err := hpas(s).Delete(context.Background(), "hpa", meta.DeleteOptions{}); err != nil {
			panic(err)
		}
		w.show(s, situation{Pods: []podRow{}})
	}
	// The queue forgets an HPA at the sync after its deletion.
	time.Sleep(2 * syncPeriod)
	for _, s := range batch {
		delete(w.scenarios, s.namespace)
	}
}

// playSync shows the i-th situation just before a sync and notes the answers just after it.
func playSync(w *world, batch []*scenario, i int, sync time.Time) {
	time.Sleep(time.Until(sync.Add(-time.Second)))
	for _, s := range batch {
		if i < len(s.Syncs) {
			w.show(s, s.Syncs[i])
		}
	}
	time.Sleep(time.Until(sync.Add(time.Second)))
	clients.ClearActions()
	for _, s := range batch {
		if i < len(s.Syncs) {
			s.note()
		}
	}
}

// show puts the next situation in place.
func (w *world) show(s *scenario, now situation) {
	if now.Scale != nil {
		s.scale = *now.Scale
	}
	if now.Status != nil {
		s.status = *now.Status
	}
	if now.Pods != nil {
		containers, err := s.containers()
		if err == nil {
			err = w.pods.show(s, now.Pods, containers)
		}
		if err != nil {
			panic(err)
		}
	}
	for key, value := range now.Readings {
		s.readings[key] = value
	}
	s.latest = decision{}
}

// note appends what the controller did to the timeline.
func (s *scenario) note() {
	hpa := must(hpas(s).Get(context.Background(), "hpa", meta.GetOptions{}))
	now := s.latest
	now.Replicas = s.scale
	for _, condition := range hpa.Status.Conditions {
		text := string(condition.Status) + " " + condition.Reason
		switch condition.Type {
		case autoscaling.AbleToScale:
			now.Able = text
		case autoscaling.ScalingActive:
			now.Active = text
		case autoscaling.ScalingLimited:
			now.Limited = text
		}
	}
	s.timeline = append(s.timeline, now)
}

func hpas(s *scenario) hpaclient.HorizontalPodAutoscalerInterface {
	return clients.AutoscalingV2().HorizontalPodAutoscalers(s.namespace)
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// noEvents is an event client that drops them: the controller's log says the same without a rate limit.
type noEvents struct{ eventclient.EventInterface }

func (e noEvents) Events(string) eventclient.EventInterface { return e }

func (noEvents) CreateWithEventNamespaceWithContext(_ context.Context, event *core.Event) (*core.Event, error) {
	return event, nil
}

func (noEvents) PatchWithEventNamespaceWithContext(_ context.Context, event *core.Event, _ []byte) (*core.Event, error) {
	return event, nil
}

func (noEvents) CreateWithEventNamespace(event *core.Event) (*core.Event, error) { return event, nil }

func (noEvents) PatchWithEventNamespace(event *core.Event, _ []byte) (*core.Event, error) {
	return event, nil
}
