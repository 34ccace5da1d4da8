// app: light, dark, or as the system has it.
import { useState } from 'react';

const KEY = 'signalbox-theme';
const THEMES = [
  ['system', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
type Theme = (typeof THEMES)[number][0];

const savedTheme = (): Theme => THEMES.find(([theme]) => theme === localStorage.getItem(KEY))?.[0] ?? 'system';

function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
}

export function ThemeSwitch() {
  const [chosen, setChosen] = useState(savedTheme);
  return (
    <fieldset className="theme-switch" aria-label="Theme">
      {THEMES.map(([theme, label]) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            className="hidden-visually"
            checked={theme === chosen}
            onChange={() => {
              applyTheme(theme);
              setChosen(theme);
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
