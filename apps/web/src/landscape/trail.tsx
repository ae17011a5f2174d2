import { Breadcrumbs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export interface Step {
  readonly name: string;
  readonly to: string;
}

/** The way back out of what was zoomed into, step by step; the last step is where one is. */
export function Trail({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('landscape.path')}>
      <Breadcrumbs className="map-trail">
        {steps.map(({ name, to }, at) =>
          at === steps.length - 1 ? (
            <strong key={to} aria-current="location">
              {name}
            </strong>
          ) : (
            <Link key={to} to={to}>
              {name}
            </Link>
          ),
        )}
      </Breadcrumbs>
    </nav>
  );
}
