import type { KeyboardEvent } from 'react';

const STEPS: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus between the cells of a table with the arrow keys; only the cell that has it can be tabbed to. */
export function followArrows(event: KeyboardEvent<HTMLElement>): void {
  const from = event.currentTarget.closest('td');
  const line = from?.parentElement;
  if (!(from instanceof HTMLTableCellElement) || !(line instanceof HTMLTableRowElement)) return;
  const to = target(event.key, from, line);
  if (to === undefined) return;
  event.preventDefault();
  for (const other of line.parentElement?.querySelectorAll('td button[tabindex="0"]') ?? []) {
    other.setAttribute('tabindex', '-1');
  }
  to.setAttribute('tabindex', '0');
  to.focus();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function target(key: string, from: HTMLTableCellElement, line: HTMLTableRowElement): HTMLElement | undefined {
  const table = line.closest('table');
  const [rows, columns] = STEPS[key] ?? [0, 0];
  if (key === 'Home' || key === 'End')
    return button(key === 'Home' ? line.cells[2] : line.cells[line.cells.length - 1]);
  if (rows === 0 && columns === 0) return undefined;
  return button(table?.rows[line.rowIndex + rows]?.cells[from.cellIndex + columns]);
}

function button(cell: HTMLTableCellElement | undefined): HTMLElement | undefined {
  return cell?.querySelector<HTMLElement>('button.cell') ?? undefined;
}
