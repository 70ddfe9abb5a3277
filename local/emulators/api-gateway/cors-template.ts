const FORM =
  /^#set\(\$origin = .*\n#if\(\$origin == ""\)\n.*\n#end\n#if\((.*)\)\n +#set\(\$context\.responseOverride\.header\.Access-Control-Allow-Origin = \$origin\)\n#end$/;

/**
 * The further origins that a preflight admits, from the one template in VTL that CDK itself writes; undefined for any
 * other template.
 */
export function allowedOrigins(template: string): readonly string[] | undefined {
  const [, condition] = FORM.exec(template) ?? [];
  return condition?.split(' || ').map((test) => test.replace(/^\$origin == "(.*)"$/, '$1'));
}
