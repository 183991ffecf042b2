# What the room offers; each module is loaded when something of it is asked for.
from .characters import find_unseen as find_unseen, remove_unseen as remove_unseen
from .documents import parse_yaml as parse_yaml
from .front_matter import find_conflict as find_conflict, split_front_matter as split_front_matter
from .shapes import FileRead as FileRead, check_parts as check_parts
