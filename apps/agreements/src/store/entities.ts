import { AcquisitionPlanSchema } from './acquisition-plan.schema.ts';
import { AgreementSchema } from './agreement.schema.ts';
import { ContactSchema } from './contact.schema.ts';
import { ParticipantSchema } from './participant.schema.ts';
import { RepresentationSchema } from './representation.schema.ts';
import { RemarkSchema } from './remark.schema.ts';

/** How the model's classes are kept. */
export const entities = [
  ParticipantSchema,
  AcquisitionPlanSchema,
  AgreementSchema,
  RemarkSchema,
  ContactSchema,
  RepresentationSchema,
];
