// deployments: all parameters as one JSON text.
import { useRef, useState } from 'react';
import type { Values } from './form-schema.ts';

interface ParameterJsonProps {
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemOf(text: string): string | Values {
  try {
    const parsed: unknown = JSON.parse(text);
    return isValues(parsed) ? parsed : 'An object is expected: {"name": value}.';
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

export function ParameterJson({ values, onChange }: ParameterJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(values, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (next: string): void => {
    setText(next);
    const result = problemOf(next);
    const message = typeof result === 'string' ? result : null;
    setProblem(message);
    // Keeps the form from being sent with the last text that was valid.
    area.current?.setCustomValidity(message ?? '');
    if (typeof result !== 'string') onChange(result);
  };
  return (
    <label className="stack-tight">
      Parameters
      <textarea
        ref={area}
        className="input mono"
        rows={12}
        spellCheck={false}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {problem !== null && <span className="danger">{problem}</span>}
    </label>
  );
}
