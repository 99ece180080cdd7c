// A part of a page with a title of its own.
import type { ComponentChildren, JSX } from 'preact';

interface CardProps {
  readonly title: string;
  /** Where an address may lead to it. */
  readonly id?: string;
  readonly children: ComponentChildren;
}

export function Card({ title, id, children }: CardProps): JSX.Element {
  return (
    <section class="card" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
