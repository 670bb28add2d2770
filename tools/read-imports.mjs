// Every import of a source file: value, type, dynamic, re-export, `import('x').T`, in TypeScript and in Svelte.
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/**
 * @typedef {{ specifier: string | undefined, line: number, typeOnly: boolean }} Import
 * `specifier` is undefined when it is computed and nobody can tell what is imported.
 */

/** @returns {Import[]} */
export function readImports(path, source) {
  return path.endsWith('.svelte')
    ? readSvelte(source)
    : readTypeScript(path, source);
}

/** @returns {Import[]} */
function readTypeScript(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const found = [];
  const add = (node, literal, typeOnly) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    const specifier =
      literal !== undefined && ts.isStringLiteralLike(literal)
        ? literal.text
        : undefined;
    found.push({ specifier, line: line + 1, typeOnly });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node))
      add(node, node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node))
      add(node, node.expression, false);
    else if (ts.isImportTypeNode(node)) add(node, node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression))
      add(node, node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isLoading(callee) {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

/** @returns {Import[]} */
function readSvelte(source) {
  const found = [];
  const add = (node, literal, typeOnly) => {
    const line = source.slice(0, node.start).split('\n').length;
    const specifier =
      typeof literal?.value === 'string' ? literal.value : undefined;
    found.push({ specifier, line, typeOnly });
  };
  const visit = (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        add(node, node.source, node.importKind === 'type');
        break;
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (node.source) add(node, node.source, node.exportKind === 'type');
        break;
      case 'ImportExpression':
        add(node, node.source, false);
        break;
      case 'TSImportType':
        add(node, node.argument.literal ?? node.argument, true);
        break;
    }
    for (const child of Object.values(node)) visitChild(child);
  };
  const visitChild = (child) => {
    if (Array.isArray(child)) child.forEach(visitChild);
    else if (typeof child?.type === 'string') visit(child);
  };
  const { fragment, instance, module } = parse(source, { modern: true });
  [fragment, instance, module].forEach(visitChild);
  return found;
}
