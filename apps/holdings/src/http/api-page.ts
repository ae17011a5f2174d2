import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

/** Describes a page of a list in the OpenAPI document. */
export function ApiPage(row: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(row),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(row) } },
          next: { type: 'string', nullable: true, description: 'Give it as `after` for the following page' },
        },
      },
    }),
  );
}
