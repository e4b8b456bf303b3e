package main

import (
	"strings"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
)

// ear listens to the controller's log, where it says what it proposes and why it rescales. Events say it too,
// but after 25 of them they are dropped.
type ear struct{ world *world }

var _ logr.LogSink = &ear{}

func (e *ear) Init(logr.RuntimeInfo)          {}
func (e *ear) Enabled(level int) bool         { return level <= 4 }
func (e *ear) Error(error, string, ...any)    {}
func (e *ear) WithValues(...any) logr.LogSink { return e }
func (e *ear) WithName(string) logr.LogSink   { return e }

func (e *ear) Info(_ int, message string, pairs ...any) {
	switch message {
	case "Proposing desired replicas", "Proposing desired replicas from zero":
		// scaleTarget reads Rollout/namespace/name.
		target := strings.Split(value(pairs, "scaleTarget").(string), "/")
		if s := e.world.scenarios[target[1]]; s != nil {
			s.latest.Proposal = value(pairs, "desiredReplicas").(int32)
			s.latest.Metric = value(pairs, "metric").(string)
		}
	case "Successfully rescaled":
		if s := e.world.scenarios[value(pairs, "HPA").(klog.ObjectRef).Namespace]; s != nil {
			s.latest.Reason = value(pairs, "reason").(string)
		}
	}
}

func value(pairs []any, key string) any {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == key {
			return pairs[i+1]
		}
	}
	panic("the controller's log line has no " + key)
}
