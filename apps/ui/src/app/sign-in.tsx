// app: asks for the credentials of a server that wants some.
import { type FormEvent, useState } from 'react';
import { signIn } from '../api/index.ts';

export function SignIn() {
  const [authString, setAuthString] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn(authString);
  };
  return (
    <main className="sign-in">
      <form className="panel stack" onSubmit={submit}>
        <h1>Sign in to Signalbox</h1>
        <label className="stack-tight">
          User and password
          <input
            type="password"
            className="input"
            autoComplete="current-password"
            placeholder="user:password"
            required
            value={authString}
            onChange={(event) => setAuthString(event.target.value)}
          />
        </label>
        <p className="faint">The server refuses requests without the credentials it was started with.</p>
        <button type="submit" className="button-primary">
          Sign in
        </button>
      </form>
    </main>
  );
}
