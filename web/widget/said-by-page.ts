/** What the widget's attribute says, or else `<meta name="afterprod-…">`. */
export function saidByPage(widget: Element, name: string): string | undefined {
  return (
    widget.getAttribute(name) ??
    document.querySelector<HTMLMetaElement>(`meta[name="afterprod-${name}"]`)?.content
  );
}
