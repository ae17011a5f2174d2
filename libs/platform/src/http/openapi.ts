import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** What a service answers over HTTP, as OpenAPI. */
export function openApiOf(app: INestApplication, service: string): OpenAPIObject {
  const about = new DocumentBuilder().setTitle(`Collectieplan: ${service}`).setVersion('1').addBearerAuth().build();
  return SwaggerModule.createDocument(app, about);
}
