import type { diagnostics as french } from '../fr/diagnostics';

/** Mistakes in definitions and templates by code: what is wrong, what to do, and `said` where the mistake’s own names fit into a sentence. */
export const diagnostics: typeof french = {
  diagnostic: {
    meant: 'Did you mean “{{meant}}”?',
    allowed: 'Possible are: {{allowed}}.',
    permission: 'Missing permission: {{permission}}.',
    placed: '{{place}}: {{text}}',
    line: 'Line {{line}}, column {{column}}',
    workflow: 'Workflow “{{workflow}}”',
    raw: 'Detail',
    place: {
      trigger: 'Trigger',
      conditions: 'Conditions',
      condition: 'Condition {{number}}',
      actions: 'Actions',
      action: 'Action {{number}}',
      name: 'Name',
      description: 'Description',
      category: 'Category',
      status: 'Status',
      time_zone: 'Time zone',
      locale: 'Language',
      is_template: 'Template',
      limits: 'Limits',
    },
    part: {
      type: 'type',
      field: 'field',
      operator: 'operator',
      value: 'value',
      rules: 'conditions',
      id: 'id',
      delay: 'delay',
      retry: 'retries',
      config: 'settings',
      setting: 'setting “{{name}}”',
      subject: 'subject',
      html: 'HTML',
      text: 'text',
    },
    kind: {
      text: 'a text',
      number: 'a number',
      boolean: 'true or false',
      date: 'a date such as 2026-03-31',
      datetime: 'a moment such as 2026-03-31T09:00:00+02:00',
      enum: 'one of the field’s values',
      list: 'a list',
      entity: 'an object',
      json: 'a JSON value',
      object: 'an object',
      array: 'a list',
      string: 'a text',
      null: 'nothing',
    },
    codes: {
      WF1001: {
        title: 'The text is not valid JSON',
        cure: 'Mend the place shown: often a comma too many, or a quote or bracket that is missing.',
      },
      WF1002: {
        title: 'A member stands twice',
        cure: 'Keep only one of them.',
      },
      WF1003: {
        title: 'Something unknown stands here',
        cure: 'Correct its name, or remove it.',
        said: '“{{name}}” is not known in this place',
      },
      WF1004: {
        title: 'Something that is needed is missing',
        cure: 'Add it.',
        said: '“{{name}}” is missing',
      },
      WF1005: {
        title: 'A value is of the wrong type',
        cure: 'Write a value of the type that is wanted.',
        said: '“{{name}}” is of the wrong type',
      },
      WF1006: {
        title: 'This value is none of the choices',
        cure: 'Take one of the choices.',
        said: '“{{name}}” is not a choice of “{{owner}}”',
      },
      WF1007: {
        title: 'The definition is too large',
        cure: 'Divide it into several workflows, or join rules about the same field.',
      },
      WF1101: {
        title: 'The trigger is not known',
        cure: 'Choose a trigger that exists.',
        said: 'There is no trigger “{{name}}”',
      },
      WF1102: {
        title: 'A setting of the trigger does not fit',
        cure: 'Check its value, and that it does not contradict another one.',
      },
      WF1103: {
        title: 'The time zone is not known',
        cure: 'Write a zone such as Europe/Paris.',
      },
      WF1201: {
        title: 'A field is not known',
        cure: 'Choose a field that this trigger sees.',
        said: 'There is no field “{{name}}”',
      },
      WF1202: {
        title: 'The operator is not known',
        cure: 'Choose an operator that exists.',
        said: 'There is no operator “{{name}}”',
      },
      WF1203: {
        title: 'This operator does not apply to this field',
        cure: 'Choose an operator that fits the field.',
        said: 'The operator “{{name}}” does not apply to the field “{{owner}}”',
      },
      WF1204: {
        title: 'The value does not fit the field',
        cure: 'Write a value of the field’s type.',
        said: '{{name}} does not fit: {{kind}} is wanted',
      },
      WF1205: {
        title: 'The field has no such value',
        cure: 'Take one of the field’s values.',
        said: '“{{name}}” is not a value of this field',
      },
      WF1206: {
        title: 'These two fields cannot be compared',
        cure: 'Compare with a field of the same type, such as a date with a date.',
      },
      WF1207: {
        title: 'The list is empty',
        cure: 'Add a value, or remove the rule or setting.',
      },
      WF1208: {
        title: 'This group has no conditions',
        cure: 'Add a condition, or remove the group.',
      },
      WF1209: {
        title: 'This amount of time cannot be read',
        cure: 'Write a sign, a whole number and a unit, such as “-30 days”.',
      },
      WF1210: {
        title: 'The range ends before it begins',
        cure: 'Write the lowest value first.',
      },
      WF1211: {
        title: 'The search pattern cannot be read',
        cure: 'Simplify the regular expression, or use “contains”.',
      },
      WF1212: {
        title: 'This operator takes no value',
        cure: 'Remove the value.',
      },
      WF1213: {
        title: 'No change can be seen here',
        cure: 'Choose a trigger that waits for changes, or a field whose changes are followed.',
      },
      WF1214: {
        title: 'Case can be ignored in text only',
        cure: 'Remove this option.',
      },
      WF1215: {
        title: 'This condition on a list is nested wrongly',
        cure: 'Put it beside the other one, not inside of it.',
      },
      WF1216: {
        title: 'This condition can never hold',
        cure: 'Check which conditions contradict each other; perhaps “any of” was meant.',
      },
      WF1217: {
        title: 'This condition always holds',
        cure: 'Correct or remove it: it filters nothing.',
      },
      WF1301: {
        title: 'The action is not known',
        cure: 'Choose an action that exists.',
        said: 'There is no action “{{name}}”',
      },
      WF1302: {
        title: 'The value of a setting does not fit',
        cure: 'Check that it is well formed, and neither empty nor too long.',
      },
      WF1303: {
        title: 'The action has no record to work on',
        cure: 'Name an organisation or deal that this workflow sees, or leave it out.',
      },
      WF1304: {
        title: 'This setting takes no placeholder',
        cure: 'Write a fixed value.',
        said: '“{{name}}” takes no placeholder',
      },
      WF1305: {
        title: 'Settings exclude each other, or one is missing',
        cure: 'Keep only one of them, or add the one that is missing.',
      },
      WF1306: {
        title: 'Two actions have the same id',
        cure: 'Give each an id of its own.',
      },
      WF1307: {
        title: 'The delay does not fit',
        cure: 'Write a time from one second to 366 days.',
      },
      WF1308: {
        title: 'The retries are set wrongly',
        cure: 'Check the number of attempts, and the waits.',
      },
      WF1309: {
        title: 'This has no effect here',
        cure: 'Remove it, or add what it needs.',
      },
      WF1401: {
        title: 'The template cannot be read',
        cure: 'Check braces, quotes and parentheses at the place shown.',
      },
      WF1402: {
        title: 'The template uses a field that is not known',
        cure: 'Choose a field of the list.',
        said: 'There is no field “{{name}}”',
      },
      WF1403: {
        title: 'The type of this field does not fit here',
        cure: 'Choose a field of another type, or convert its value.',
      },
      WF1404: {
        title: 'The template calls a function that is not known',
        cure: 'Check the function’s name.',
        said: 'There is no function “{{name}}”',
      },
      WF1405: {
        title: 'A function has too many or too few arguments',
        cure: 'Add or remove what follows its name.',
      },
      WF1406: {
        title: 'An “if” or “for” is not closed',
        cure: 'Add the “end” that is missing, or remove the one too many.',
      },
      WF1407: {
        title: 'This cannot be written in a template',
        cure: 'Use something simpler: a field, a function, “if” or “for”.',
      },
      WF1408: {
        title: 'The format of a date or number is not known',
        cure: 'Use a format such as “%d/%m/%Y” or “N2”.',
      },
      WF1409: {
        title: 'The workflow’s locale is not known',
        cure: 'Write a language and a country, such as fr-FR.',
      },
      WF1901: {
        title: 'A member of older definitions was ignored',
        cure: 'Nothing to do.',
      },
      WF1902: {
        title: 'An older name was understood',
        cure: 'Nothing to do.',
      },
      WF1903: {
        title: 'An older value was understood',
        cure: 'Nothing to do.',
      },
      WF1904: {
        title: 'The same is said twice',
        cure: 'Nothing to do; one of them is enough.',
      },
      WF2003: {
        title: 'A template cannot be active',
        cure: 'Make a workflow of this template, then activate that.',
      },
      WF2004: {
        title: 'Two imported workflows have the same name',
        cure: 'Rename one of them.',
      },
      WF2005: {
        title: 'The description is too long',
        cure: 'Shorten it to at most 10,000 characters.',
      },
      WF2006: {
        title: 'The e-mail template does not exist',
        cure: 'Choose one that exists, or create it in Settings › E-mail templates.',
        said: 'There is no e-mail template “{{name}}”',
      },
      WF2007: {
        title: 'The e-mail template does not fit this workflow',
        cure: 'Choose another template, or remove the fields that this workflow does not have.',
        said: 'The e-mail template “{{name}}” uses fields that this workflow does not have',
      },
      WF2008: {
        title: 'The webhook target does not exist',
        cure: 'Choose one that exists, or create it in Settings › Webhook targets.',
        said: 'There is no webhook target “{{name}}”',
      },
      WF2009: {
        title: 'A workflow of the system has this name',
        cure: 'Give this workflow another name.',
      },
      WF2010: {
        title: 'Whoever activated this workflow may not do what it does',
        cure: 'Have somebody activate it who may, or take the action out.',
        said: '{{name}} may not have “{{owner}}” done',
      },
      WF2011: {
        title: 'A password or a token is written into the call',
        cure: 'Make a webhook target in the settings, whose address and headers stay secret, and name it in the action.',
      },
      WF2101: {
        title: 'The file cannot be read',
        cure: 'Check the file, and save it as UTF-8.',
      },
      WF2201: {
        title: 'The test data is not valid JSON',
        cure: 'Mend the place shown.',
      },
      WF2202: {
        title: 'The test data has an unknown member',
        cure: 'Correct its name, or remove it.',
      },
      WF2203: {
        title: 'A value of the test data does not fit',
        cure: 'Write a value of the type that is wanted.',
      },
      WF2204: {
        title: 'The test data contradicts itself',
        cure: 'Check that it describes one event.',
      },
    },
  },
};
