// Command slipway runs cert-manager's controllers and its webhook out of cluster.
//
// The programs of cert-manager are separate Go modules that no proxy has; the controllers and the webhook
// that they start are packages of its main module, and are what this program starts.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/cert-manager/cert-manager/internal/apis/config/shared"
	webhookconfig "github.com/cert-manager/cert-manager/internal/apis/config/webhook"
	"github.com/cert-manager/cert-manager/internal/webhook"
	"github.com/cert-manager/cert-manager/pkg/controller"
	"github.com/cert-manager/cert-manager/pkg/controller/acmechallenges"
	"github.com/cert-manager/cert-manager/pkg/controller/acmeorders"
	shimgateways "github.com/cert-manager/cert-manager/pkg/controller/certificate-shim/gateways"
	shimingresses "github.com/cert-manager/cert-manager/pkg/controller/certificate-shim/ingresses"
	"github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/acme"
	"github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	"github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	"github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	"github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	"github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	"github.com/cert-manager/cert-manager/pkg/controller/issuers"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/acme"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	logf "github.com/cert-manager/cert-manager/pkg/logs"
)

const (
	clusterNamespace = "cert-manager"
	workers          = 5
	// The webhook's own default.
	minimumTLS = "VersionTLS12"
)

// source is the hash of this file, set by the linker.
var source string

type settings struct {
	kubeconfig  string
	port        int
	healthPort  int
	certificate string
	key         string
}

func main() {
	var s settings
	// Not the common set: libraries define flags of these names in it.
	flags := flag.NewFlagSet("cert-manager", flag.ExitOnError)
	flags.StringVar(&s.kubeconfig, "kubeconfig", "", "how to reach the API server")
	flags.IntVar(&s.port, "webhook-port", 0, "where the webhook listens")
	flags.IntVar(&s.healthPort, "health-port", 0, "where the webhook answers /healthz")
	flags.StringVar(&s.certificate, "tls-cert-file", "", "the webhook's certificate")
	flags.StringVar(&s.key, "tls-private-key-file", "", "the key of the webhook's certificate")
	_ = flags.Parse(os.Args[1:]) // It exits where it fails.
	fmt.Fprintln(os.Stderr, "built from", source)

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	ctx = logf.NewContext(ctx, logf.Log)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return runWebhook(ctx, s) })
	group.Go(func() error { return runControllers(ctx, s) })
	if err := group.Wait(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runWebhook(ctx context.Context, s settings) error {
	config := webhookconfig.WebhookConfiguration{
		KubeConfig:           s.kubeconfig,
		SecurePort:           int32(s.port),
		HealthzPort:          int32(s.healthPort),
		MetricsListenAddress: "0",
		TLSConfig: shared.TLSConfig{
			MinTLSVersion: minimumTLS,
			Filesystem:    shared.FilesystemServingConfig{CertFile: s.certificate, KeyFile: s.key},
		},
	}
	server, err := webhook.NewCertManagerWebhookServer(logf.FromContext(ctx, "webhook"), config)
	if err != nil {
		return err
	}
	return server.Run(ctx)
}

// enabled is what cert-manager enables by default, and the controller of Gateways, without metrics, Vault and
// Venafi, whose client no proxy has in the version that is wanted.
var enabled = []string{
	issuers.ControllerName,
	clusterissuers.ControllerName,
	trigger.ControllerName,
	issuing.ControllerName,
	keymanager.ControllerName,
	requestmanager.ControllerName,
	readiness.ControllerName,
	revisionmanager.ControllerName,
	approver.ControllerName,
	ca.CRControllerName,
	selfsigned.CRControllerName,
	acme.CRControllerName,
	acmeorders.ControllerName,
	acmechallenges.ControllerName,
	shimingresses.ControllerName,
	shimgateways.ControllerName,
}

// runControllers starts the enabled controllers and the informers that they share.
func runControllers(ctx context.Context, s settings) error {
	factory, err := controller.NewContextFactory(ctx, options(s))
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range enabled {
		start, known := controller.Known()[name]
		if !known {
			return fmt.Errorf("controller %s: enabled and not known", name)
		}
		loop, err := start(factory)
		if err != nil {
			return fmt.Errorf("controller %s: %w", name, err)
		}
		group.Go(func() error { return loop.Run(workers, ctx) })
	}
	shared, err := factory.Build()
	if err != nil {
		return err
	}
	shared.SharedInformerFactory.Start(ctx.Done())
	shared.KubeSharedInformerFactory.Start(ctx.Done())
	shared.HTTP01ResourceMetadataInformersFactory.Start(ctx.Done())
	shared.GWShared.Start(ctx.Done())
	return group.Wait()
}

// options holds cert-manager's own defaults, which its programs set from their flags.
func options(s settings) controller.ContextOptions {
	return controller.ContextOptions{
		Kubeconfig:         s.kubeconfig,
		KubernetesAPIQPS:   20,
		KubernetesAPIBurst: 50,
		IssuerOptions: controller.IssuerOptions{
			ClusterResourceNamespace:        clusterNamespace,
			ClusterIssuerAmbientCredentials: true,
		},
		ACMEOptions: controller.ACMEOptions{
			HTTP01SolverResourceRequestCPU:    resource.MustParse("10m"),
			HTTP01SolverResourceRequestMemory: resource.MustParse("64Mi"),
			HTTP01SolverResourceLimitsCPU:     resource.MustParse("100m"),
			HTTP01SolverResourceLimitsMemory:  resource.MustParse("64Mi"),
			ACMEHTTP01SolverRunAsNonRoot:      true,
			DNS01CheckRetryPeriod:             10 * time.Second,
		},
		CertificateOptions: controller.CertificateOptions{
			CopiedAnnotationPrefixes:                 []string{"*"},
			CertificateRequestMinimumBackoffDuration: time.Hour,
			CertificateRequestMaximumBackoffDuration: 32 * time.Hour,
		},
		ConfigOptions:    controller.ConfigOptions{EnableGatewayAPI: true},
		SchedulerOptions: controller.SchedulerOptions{MaxConcurrentChallenges: 60},
	}
}
