import { Alert, Button } from '@mantine/core';
import { IconArrowRight, IconBooks, IconFileCheck, IconFlag3 } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { signInAddress } from '../api/session.ts';
import { LanguageSwitch } from '../shell/account.tsx';
import { Logo } from '../shell/logo.tsx';

const STEPS = [
  ['holdings', IconBooks],
  ['plan', IconFileCheck],
  ['flag', IconFlag3],
] as const;

/** For whoever is not signed in: what this is, and the way in. */
export function SignIn() {
  const { t } = useTranslation();
  const trouble = useTrouble();
  useEffect(() => {
    document.title = t('shell.product');
  }, [t]);
  return (
    <div className="welcome">
      <header className="welcome-top">
        <span className="brand">
          <Logo size={36} />
          <span>
            <span className="brand-name">{t('shell.product')}</span>
            <span className="brand-tag">{t('shell.tagline')}</span>
          </span>
        </span>
        <LanguageSwitch />
      </header>
      <main className="welcome-main">
        <div className="welcome-text">
          <h1>{t('signIn.title')}</h1>
          {trouble && (
            <Alert color="ochre" role="alert" className="notice" title={t(`signIn.${trouble}.title`)}>
              <p>{t(`signIn.${trouble}.text`)}</p>
              <p>{t(`signIn.${trouble}.more`)}</p>
            </Alert>
          )}
          <p>{t('signIn.one')}</p>
          <p>{t('signIn.two')}</p>
          <p>{t('signIn.three')}</p>
          <Button
            component="a"
            href={signInAddress()}
            size="lg"
            rightSection={<IconArrowRight size={20} aria-hidden />}
          >
            {t('signIn.button')}
          </Button>
          <p className="dim">{t('signIn.how')}</p>
        </div>
        <Shelf />
      </main>
      <section className="welcome-steps" aria-labelledby="steps">
        <h2 id="steps" className="sr-only">
          {t('signIn.steps.title')}
        </h2>
        <ol>
          {STEPS.map(([step, Icon], place) => (
            <li key={step}>
              <Icon size={26} stroke={1.5} aria-hidden />
              <div>
                <h3>
                  {place + 1}. {t(`signIn.steps.${step}`)}
                </h3>
                <p>{t(`signIn.steps.${step}Text`)}</p>
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

const SPINES = [
  [14, 26, 150, 'a'],
  [44, 18, 128, 'b'],
  [66, 30, 162, 'c'],
  [100, 22, 140, 'gap'],
  [126, 16, 118, 'a'],
  [146, 28, 156, 'd'],
  [178, 20, 136, 'b'],
  [202, 26, 148, 'a'],
  [232, 18, 124, 'c'],
] as const;

function Shelf() {
  return (
    <svg viewBox="0 0 270 200" className="shelf" aria-hidden>
      {SPINES.map(([x, width, height, look]) => (
        <g key={x}>
          <rect x={x} y={180 - height} width={width} height={height} rx="3" className={`spine spine-${look}`} />
          {look !== 'gap' && (
            <rect x={x + 5} y={180 - height + 16} width={width - 10} height="3" rx="1.5" className="spine-label" />
          )}
        </g>
      ))}
      <rect x="4" y="181" width="262" height="6" rx="3" className="shelf-board" />
    </svg>
  );
}

/** What the gateway says when someone comes back without having signed in. */
function useTrouble(): 'failed' | 'unavailable' | undefined {
  const [search] = useSearchParams();
  const given = search.get('signIn');
  return given === 'failed' || given === 'unavailable' ? given : undefined;
}
