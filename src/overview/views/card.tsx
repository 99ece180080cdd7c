// A part of a page with a title of its own.
import type { ComponentChildren, JSX } from 'preact';

interface CardProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function Card({ title, children }: CardProps): JSX.Element {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
