// A problem as a page in the product's look.
import type { JSX } from 'preact';
import { Card } from '../views/service/card.tsx';
import { ElsewhereList } from '../views/service/elsewhere-list.tsx';
import { Glyph } from '../views/glyph.tsx';
import { AboutShield, Mark, renderLayout } from '../views/layout.tsx';
import type { ProblemView } from './problem-view.ts';

export function renderProblemPage(view: ProblemView): string {
  const { frame, root, heading } = view;
  return renderLayout({
    frame,
    title: `${heading} · ${frame.siteName}`,
    state: 'unknown',
    root,
    kind: 'service',
    search: '',
    shape: '',
    isFixed: true,
    children: <ProblemPage {...view} />,
  });
}

function ProblemPage({ frame, root, heading, problem, requestId, elsewhere, pending, ways }: ProblemView): JSX.Element {
  return (
    <>
      <header class="top">
        <a class="brand" href={root}>
          <Mark />
          <span>{frame.siteName}</span>
        </a>
      </header>
      <main class="service-page problem-page">
        <div class="headline is-unknown">
          <Glyph state="unknown" />
          <div>
            <h1>{heading}</h1>
            <p class="sentence">{problem.detail}</p>
          </div>
        </div>
        {elsewhere.length === 0 ? null : (
          <Card title={`Where ${elsewhere[0]?.name ?? ''} is known`}>
            <ElsewhereList services={elsewhere} now={frame.now} root={root} />
          </Card>
        )}
        {pending.length === 0 ? null : (
          <Card title="What isn’t known now">
            {pending.map((sentence) => (
              <p class="note" key={sentence}>
                {sentence}
              </p>
            ))}
            <p>
              <a href="">Try again</a>
            </p>
          </Card>
        )}
        <Card title="Where to look next">
          <ul class="ways">
            {ways.map(({ text, href }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </Card>
      </main>
      <footer id="foot">
        <p>
          <span>
            {problem.status} {problem.title}
          </span>
          <span>Request {requestId}</span>
          <AboutShield frame={frame} />
        </p>
      </footer>
    </>
  );
}
