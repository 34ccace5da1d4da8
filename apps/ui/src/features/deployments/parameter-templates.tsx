// deployments: how lists and their buttons look in the form of parameters.
import type { FormProps } from '@rjsf/core';
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, IconButtonProps } from '@rjsf/utils';

function List({ title, schema, items, canAdd, onAddClick, required, fieldPathId }: ArrayFieldTemplateProps) {
  return (
    <fieldset id={fieldPathId.$id} className="list-field">
      <legend>
        {title}
        {required && <span className="required">*</span>}
      </legend>
      {schema.description && <p className="field-description">{schema.description}</p>}
      {items}
      {canAdd && (
        <div>
          <button type="button" className="button" aria-label={`Add to ${title}`} onClick={onAddClick}>
            Add
          </button>
        </div>
      )}
    </fieldset>
  );
}

function ListItem({ children, hasToolbar, buttonsProps, index }: ArrayFieldItemTemplateProps) {
  return (
    <div className="list-item">
      <div className="list-item-content">{children}</div>
      {hasToolbar && buttonsProps.hasRemove && (
        <button
          type="button"
          className="button-quiet danger"
          aria-label={`Remove item ${index + 1}`}
          onClick={buttonsProps.onRemoveItem}
        >
          Remove
        </button>
      )}
    </div>
  );
}

function IconButton({ words, button }: { words: string; button: IconButtonProps }) {
  return (
    <button type="button" className="button-quiet" id={button.id} disabled={button.disabled} onClick={button.onClick}>
      {words}
    </button>
  );
}

export const templates: NonNullable<FormProps['templates']> = {
  ArrayFieldTemplate: List,
  ArrayFieldItemTemplate: ListItem,
  ButtonTemplates: {
    AddButton: (button) => <IconButton words="Add" button={button} />,
    RemoveButton: (button) => <IconButton words="Remove" button={button} />,
    ClearButton: (button) => <IconButton words="Clear" button={button} />,
  },
};
