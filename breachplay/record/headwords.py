"""The words by which people read out the head of a record, two for its first two bytes.

Short, plain and inoffensive, and no word is in both lists. Their order is part of the format:
never change, add or remove one, or heads noted before no longer fit.
"""

from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ADJECTIVES: Final = _listed(
    """
    able agile airy alert amber ample apt arctic ardent atomic autumn azure balmy basic bold
    brave breezy brief bright brisk broad bronze calm candid careful certain cheery chief civic
    civil clean clear clever close cobalt cool copper coral cosmic cosy crimson crisp curly
    daily dapper daring deep deft dense direct distant dual dusky eager early earnest east easy
    elder electric elegant emerald equal even exact fabled fair famous fancy fast fertile fine
    firm first fleet fluent fond formal frank free fresh frosty full gentle giant gilded glad
    glossy golden good grand great green handy happy hardy hazel hearty honest humble hushed icy
    ideal indigo inner ivory jade jolly jovial joyful just keen kind known large level light
    linear lively local lofty long loyal lucid lucky lunar magic major maroon mellow merry
    mighty mild misty modern modest native near neat new nimble noble normal novel ochre olive
    open orange outer oval pacific pale patient pearl perfect placid plain plucky polar polite
    prime proper proud prudent public pure purple quick quiet radiant rapid rare ready real
    regal rich right rising robust rocky round royal ruby rural rustic saffron sandy scarlet
    sepia serene settled sharp silent silver simple sincere sleek slim small smart smooth snowy
    sober social soft solar solid sonic sound square stable starry steady steep stellar still
    stout sturdy sunny super sure swift tall tame tawny teal tender tidy timely tiny topaz true
    trusty twin umber upper urban valid vast velvet vernal violet vital vivid warm western white
    whole wide willing windy wise witty woody young zesty
    """
)
"""256 words for the first byte of a hash."""

NOUNS: Final = _listed(
    """
    acorn acre alder almond anchor anvil apple apron arbor arch arrow aspen aster atlas badger
    bagel bamboo banjo barge barley basil basin basket bay beacon bear beaver beech bell bench
    birch bison blossom boat bonnet book boulder bow bridge brook broom bucket button cabin
    cable cactus camel canal candle canoe canyon cape castle cedar cello chalk cherry cider
    circle citron clay cliff cloud clover coast comet condor copse cork cove crane crater creek
    crow daisy dale deer delta desk dome door dove dune eagle easel echo elk elm ember engine
    falcon farm fennel fern ferry fiddle field fig finch fjord flag flint flute forest forge fox
    gable galaxy garden garnet gate geyser ginger glade globe goose gorge grape grove gull
    hammer harbor harp hawk heath hedge heron hill holly honey horn horse inlet iris island ivy
    jackal jay kayak kettle kite koala ladder lagoon lake lamp larch lark laurel leaf lemon
    lentil lily linen lion llama lotus lynx magnet mango maple marble market marsh meadow melon
    mesa mill mirror moon moose moss moth mule nectar nest nettle nickel nutmeg oak oasis oat
    ocean orbit orchid osprey otter owl oyster paddle palm panda path peach pear pebble pepper
    pier pigeon pine piston planet plaza pond poplar poppy prism puffin quail quarry quartz
    quill rabbit raft rain raven reed reef ribbon ridge river robin rocket rudder saddle sail
    salmon shell ship stork stream summit swan table thyme tiger timber tower trail tulip tundra
    turtle valley vessel vine walnut walrus whale wharf wheat willow window wolf wren yak zebra
    """
)
"""256 words for the second byte."""
