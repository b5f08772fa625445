"""Playbooks, profiles and packs as a record embeds them.

Strict decoding is for authors, who can mend a file. A record may have been written by a newer
program: its readers keep what they know and pass over the rest.
"""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def embedded(value: Any, model: type[T]) -> T:
    """Decode a playbook, profile or pack that a record embeds, leaving out what is not known.

    Raises:
        msgspec.ValidationError: when what is known does not fit the model.
    """
    try:
        return msgspec.convert(value, model)
    except msgspec.ValidationError:  # most records are this version's: look only where it fails
        return msgspec.convert(_known(value, model), model)


def _known(value: Any, model: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if isinstance(model, type) and issubclass(model, msgspec.Struct):
        fields = {field.name: field.type for field in msgspec.structs.fields(model)}
        return {
            key: _known_inside(item, fields[key]) for key, item in value.items() if key in fields
        }
    return value


def _known_inside(value: Any, annotation: Any) -> Any:
    structs = _structs_in(annotation)
    if not structs:
        return value
    if isinstance(value, list):
        return [_known(item, structs[0]) for item in value]
    if isinstance(value, dict):
        if _is_mapping(annotation):
            return {key: _known(item, structs[0]) for key, item in value.items()}
        return _known(value, structs[0])
    return value


def _is_mapping(annotation: Any) -> bool:
    origin = getattr(annotation, "__origin__", None)
    if origin is None:
        return annotation is dict
    return _is_mapping(origin)  # Annotated[dict[...], ...] wraps it once more


def _structs_in(annotation: Any) -> list[type[msgspec.Struct]]:
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        return [annotation] if issubclass(annotation, msgspec.Struct) else []
    inner = [*getattr(annotation, "__args__", ())]
    inner += [getattr(annotation, "__origin__", None)]
    return [struct for part in inner if part is not None for struct in _structs_in(part)]
