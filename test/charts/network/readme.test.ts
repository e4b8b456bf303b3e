import { connectionsOf } from '../../../charts/network/connections.ts';
import { diagram } from '../../../charts/network/diagram.ts';
import { readme } from '../../../charts/network/readme.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';

const input = {
  applications: { web: { ...smallApplication, host: 'app.example.com', uses: ['database', 'cache'] } },
  database: { storage: '1Gi' as const },
  cache: {},
};
const environment = environmentWith(input);
const graph = connectionsOf(environment);

describe('the page of an environment', () => {
  test('draws the request flow of the reference', () => {
    expect(diagram(graph)).toBe(`graph TB
  namespace_gateway[gateway]
  subgraph data [Data]
    pods_database-pooler-rw[(database-pooler-rw)]
    pods_database-pooler-ro[(database-pooler-ro)]
    pods_database[(database)]
  end
  subgraph cache [Cache]
    pods_cache[(cache)]
  end
  subgraph application [Application]
    pods_web[web]
  end
  client((client)) --> namespace_gateway
  namespace_gateway -->|user requests| pods_web
  pods_web -->|SQL, writes| pods_database-pooler-rw
  pods_web -->|SQL, reads| pods_database-pooler-ro
  pods_web -->|cache| pods_cache
  pods_database-pooler-rw -->|pooled SQL| pods_database
  pods_database-pooler-ro -->|pooled SQL| pods_database
  pods_database -->|replication| pods_database
  pods_cache -->|replication| pods_cache
`);
  });

  test('lists every connection of the graph in one row', () => {
    const rows = readme(environment, graph)
      .split('\n')
      .filter(line => line.startsWith('| ') && !line.startsWith('| from') && !line.startsWith('| ---'));
    expect(rows).toHaveLength(graph.connections.length);
    expect(rows).toContain('| web | database-pooler-rw | 5432 | SQL, writes |');
    expect(rows).toContain('| web | cluster-dns in namespace kube-system | 53/UDP, 53 | DNS |');
  });

  test('says which connections are open to more than expected', () => {
    const cluster = { storageClass: 'ssd', namespaces: { gateway: 'contour' } };
    const wide = environmentWith({ ...input, cluster });
    const rows = readme(wide, connectionsOf(wide)).split('\n');
    expect(rows).toContain('| gateway in namespace contour, all pods | web | 8080 | user requests |');
    expect(rows).toContain('| database | kubernetes-api at any address | 443, 6443 | cluster state |');
  });

  test('omits the diagram if Mermaid would refuse it', () => {
    const applications = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`web-${index}`, { ...smallApplication, uses: ['cache'] }]),
    );
    const large = environmentWith({ applications, cache: {} });
    expect(diagram(connectionsOf(large))).toBeUndefined();
    expect(readme(large, connectionsOf(large))).toContain('There are too many connections for one diagram.');
  });
});
