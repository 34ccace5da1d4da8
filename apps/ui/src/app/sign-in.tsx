// app: asks for the credentials of a server that wants some.
import type { Credentials } from '@signalbox/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { credentials, signIn } from '../api/index.ts';
import { isSendableKey, type SignInWay, signInProblem } from './sign-in-problem.ts';

const WAYS: readonly (readonly [way: SignInWay, label: string])[] = [
  ['password', 'User and password'],
  ['key', 'API key'],
];

export function SignIn() {
  const [way, setWay] = useState<SignInWay>('password');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [key, setKey] = useState('');
  const [remember, setRemember] = useState(false);
  const entering = useMutation({ mutationFn: (given: Credentials) => signIn(given, remember) });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    document.title = 'Sign in · Signalbox';
    form.current?.querySelector<HTMLElement>('input:not([type=radio])')?.focus();
  }, []);

  const isUnsendable = way === 'key' && key !== '' && !isSendableKey(key.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isUnsendable) return;
    entering.mutate(way === 'key' ? { api_key: key.trim() } : { auth_string: `${user}:${password}` });
  };
  return (
    <main className="sign-in">
      {/* If ever a browser sent it by itself, nothing of it may stand in an address. */}
      <form className="panel stack" method="post" ref={form} onSubmit={submit}>
        <h1>Sign in to Signalbox</h1>
        {credentials !== null && !entering.isError && (
          <p className="outcome tone-amber">The server no longer takes what you had signed in with.</p>
        )}
        <WaySwitch way={way} onChange={setWay} onReset={entering.reset} />
        {way === 'password' ? (
          <>
            <Field label="User" autoComplete="username" value={user} onChange={setUser} />
            <Field label="Password" secret autoComplete="current-password" value={password} onChange={setPassword} />
          </>
        ) : (
          <Field label="Key" secret autoComplete="off" value={key} onChange={setKey} />
        )}
        <label className="choice">
          <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
          Remember on this device
        </label>
        {isUnsendable && <p role="alert">A key has only letters without accents, digits and signs, and no blanks.</p>}
        {entering.error && (
          <div className="error-panel" role="alert">
            <p>{signInProblem(entering.error, way)}</p>
          </div>
        )}
        <button type="submit" className="button-primary" disabled={entering.isPending}>
          {entering.isPending ? 'Signing in' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

interface WaySwitchProps {
  readonly way: SignInWay;
  readonly onChange: (way: SignInWay) => void;
  readonly onReset: () => void;
}

function WaySwitch({ way, onChange, onReset }: WaySwitchProps) {
  return (
    <fieldset className="row" aria-label="Sign in with">
      {WAYS.map(([one, label]) => (
        <label key={one} className="choice">
          <input
            type="radio"
            name="way"
            checked={one === way}
            onChange={() => {
              onReset();
              onChange(one);
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly label: string;
  readonly secret?: boolean;
  readonly autoComplete: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ label, secret = false, autoComplete, value, onChange }: FieldProps) {
  return (
    <label className="stack-tight">
      {label}
      <input
        type={secret ? 'password' : 'text'}
        className="input"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
