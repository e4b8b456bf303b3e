import { connectionsOf } from '../../../charts/network/connections.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';

function variablesFor(shop: object) {
  const applications = {
    web: { ...smallApplication, uses: ['shop'] },
    shop: { ...smallApplication, ...shop },
  };
  const variables = connectionsOf(environmentWith({ applications })).variablesOf('web');
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

test('a client of HTTP gets a URL with the port of the Service', () => {
  expect(variablesFor({ protocol: 'H2C', servicePort: 7070 })).toEqual({ SHOP_URL: 'http://shop:7070' });
});

test.each(['gRPC', 'TCP'])('a client of %s gets a host and a port', protocol => {
  expect(variablesFor({ protocol, servicePort: 7070, metrics: false })).toEqual({
    SHOP_HOST: 'shop',
    SHOP_PORT: '7070',
  });
});
