import { type Day, dayOf } from '#libs/kernel';
import { Injectable } from '@nestjs/common';

/** The only place that reads the time; the model gets it as an argument. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  today(): Day {
    return dayOf(this.now());
  }
}
