"""What the page docs/certainty.md says beside its tables."""

from __future__ import annotations

from typing import Final

INTRODUCTION: Final = """# How sure the numbers of a survey are

Written by `python -m tests.soak.certainty` from `docs/soak/certainty.json`. Towns are made whose
every tie is known, or are real networks; a share of organisations drawn by lot does not answer,
many times over. The tables say in which share of these times the 90 % interval covers what all
would have said. An honest one covers 0.90: by chance give or take 0.05 in 100 times, 0.03 in 400.

Every number of the whole network and every rank has an interval beside it, where this page shows
that it holds; or bounds (`measures/certainty/bounds.py`), which hold whatever the silent would have
said and are wide. Of what hangs on the whole web of ties, such as clusters, the bounds are hardly
more than what such a number can be at all (`measures/certainty/limits.py`).
An interval is a promise only where silence does not hang on what would have been said. None is
given where fewer than ten or less than half of those asked answered, or less than 65 % for the
whole web of ties, shares of groups and places.

{averages}

The law firm (Lazega 2001), the school (Coleman 1964), Bristol's civic organisations (Diani and
Bison 2004), the karate club (Zachary 1977) and the families of Florence (Padgett and Ansell 1993)
are real, not made after our own idea of how people name each other. In the last three only the
tie is known, and both ends name it. Groups are offices or practices, clusters of the other term's
friends, kinds of events, followers, and wealth."""

SAMPLE: Final = """## Those who answered as a sample

Who is silent is drawn by lot, so that those who answered are a simple random sample without
replacement of those asked: totals over all are told by theirs, what rests on pairs by the pairs of
which both answered, and the jackknife says how far that errs, less what is known of the finite
whole (`measures/certainty/respondents.py`). Nothing is assumed of the network.

This took the place of the model for these numbers: by the model, reciprocity and the E-I index of
the lawyers were covered 0.68 to 0.89 of the time. What was tried: in other draws the first version
covered the bonding of the lawyers who are friends 0.83 of 400 times, since four of 71 sit in an
office of their own and much hangs on a few. Degrees of freedom by kurtosis (O'Neill 2014) raised
that to 0.845, and stayed; the sizes of groups among the silent (post-stratification) and claims
about the silent (regression) gave little, and were left out. All networks of this page were
looked at then, so that none is unseen, but nothing was fitted to any. The jackknife of
transitivity was up to 23 % too wide, as that of threes is, and is held down by a factor that hangs
on the share who answered alone; where ties are few it is still too wide. That of shares of pairs
(reciprocity, ties both name, ties seen as equally close) was too wide by what hangs on a pair and
on neither of the two, which it takes for twice what it is, and where pairs are few: reciprocity was
covered in 0.98 of the times where ties are few, and in 0.91 to 0.95 elsewhere, ties seen as equally
close in 0.95 to 1.00. Since what hangs on one and on both is told apart (Hoeffding 1948) it is as
in the table; of a share of fewer than ten pairs nothing is told. With what hangs on each one cut at
0, ties seen as equally close were covered in 0.94 to 0.99. Where a number is as low or as high as
can be among those who answered, no interval is given, and what has none in nine towns of ten is
left out of the table."""

COMPLETED: Final = """## Completed surveys

Density, the mean number named, trust, value, the six scores that make them up, and ranks are told
by completing the survey many times by a model (`measures/certainty/completion.py`)."""

OTHERS: Final = """## Other methods, 30 % silent

*Respondents*: those who answered drawn with repetition, each with all that it said. *Vertices*:
Snijders and Borgatti (1999), among those who answered. Both take the network for a sample of an
endless one, and cover too much, since what is known of a finite network does not vary."""

WEB: Final = """## What hangs on the whole web of ties

One more tie anywhere can change how many pieces or clusters there are, or how many steps lie
between two. Completed surveys alone do not tell that: the silent are completed with less closure,
and fewer of them alone, than there are. In 30 draws, 30 % silent, the interval from them covered
mean distance in 0.00 to 0.80 of the times among lawyers, pupils and the karate club, clustering in
0.00 to 0.27 and modularity in 0.03 to 0.13 among lawyers and pupils.

How far silence puts a number wrong hangs much less on that. In each of 39 completed surveys as many
as are silent are drawn by lot and fall silent again, and the measured number is put right by what
that did to it (`measures/certainty/silenced.py`): the basic bootstrap (Davison and Hinkley 1997,
section 5.2), of completed surveys. Clustering, modularity and steps are spread further by how far
the model errs where it can be seen, when the same share of those who did answer falls silent too.

What was tried besides, in draws of who is silent that are not among those of the table:

- Simulation extrapolation (Cook and Stefanski 1994): those who answered silenced further, 10 to
  45 % of them, and a line or a parabola, in the share who are silent or in the share of tied pairs
  that are known, drawn on to where nobody is. Without a model it does not hold: the line told the
  lawyers who seek advice 1.3 pieces fewer than their one, the parabola 1.2 more; by the line
  cliquish towns were 0.11 steps closer than they are, four times what that varied by; by the
  parabola clustering varied up to twice as much as by what is told now.
- The slope of that, and its bend from completed surveys: as near, and up to twice as varied.
- Correcting for what is seen of the error of the model, which now widens only: coverage fell to
  between 0.78 and 0.89 on average, since what is seen errs itself. Without either it was 0.89 or
  0.90 on average, and in some towns 0.83 or 0.84 of 70 times.
- The spread of those who answered, silenced further, in place of that of completed surveys: 0.85
  to 0.89 on average. Clusters in place of sectors in the completion: no better.
- A model that names those the more readily with whom it shares contacts, as those who answered do.
  In 40 draws completed surveys then erred by about half as much in clustering and modularity among
  lawyers and pupils; but what is put right by them was as wide, and covered as often.

Small whole numbers, and how many are of the largest piece, have two figures: how often the interval
covers the truth with its ends and without them, since no interval can hold them in just 0.90 of the
times: the first has to be that or more, the second that or less. Where a number is 0 and so is
every draw, the interval is 0 to 0. The steps between those of the largest piece have an interval
only where that piece is as large a part of all as in completed surveys that are silenced; *steps
told* is the share of the times when it is. Among the pupils of the first term it never is: they are
two halves, which the model joins, and without that rule mean distance was covered in 0.65 of 40
times.

The two centralisations, the number of strong pieces and how often a whole network joins others are
told by the completed surveys themselves as often as by what is put right: each way alone errs
somewhere. In 100 other draws, 30 % silent:

- The centralisation of degrees was covered by completed surveys in 0.75 among the civic
  organisations, by the plain difference in 0.80 in small towns, by both in 0.88 to 1.00; with log
  odds, widened, in place of the plain difference both were 2 to 29 % wider.
- Betweenness centralisation, for which all hangs on one who may be silent, was covered by completed
  surveys in 0.00 and 0.46 of the times among the pupils, whose pieces the model joins; by the plain
  difference in 0.78 among the families; by log odds, widened, in 0.87 to 1.00; by both in 0.92 to
  1.00. At 10 % silent both covered it in 0.86 among the pupils of the first term.
- Strong pieces were covered by the plain difference in 0.77 among the lawyers who work together:
  one of them names nobody, and where that one is silent no other shows that this can be. So each of
  the silent names nobody, beyond those who follow a donor that does, with a probability drawn from
  Beta(1/2, a + 1/2), where a answered: what Jeffreys' prior leaves for what none of a showed. Since
  then it is 0.95 there, but 0.83 where ties are few, and in 150 draws more 0.89; by completed
  surveys alone 0.53 among the pupils of the second term. By both it was 0.87 to 1.00, the least
  among these pupils, and in the 150 draws 0.90 there.
- The fit of core and periphery was covered in 60 other draws, and in six networks 140 more, by
  completed surveys in 0.37 to 0.98, by the plain difference in 0.78 to 0.97, by both in 0.78 to
  1.00 (and in 0.76 among the pupils of the first term in the draws of the table, which was seen
  first). So it alone is told by the plain difference, widened, which covered it in 0.80 to 0.97,
  and moved by a quarter of the way to the completed surveys, by which it is spread further: in
  0.87 to 0.98. Moved by half, 0.90 to 1.00; not moved but spread, 0.80 to 0.97; Fisher's z was no
  nearer.
  *fit told* is the share of the times when it is defined in more than half of the draws.
- How often a whole network joins two others, in each role, was covered in 50 other draws by
  completed surveys in 0.28 to 1.00, by what is put right on the scale of logarithms in 0.72 to
  1.00, by both in 0.82 to 1.00. As a total over pairs of those who answered (Hoeffding), of which
  nothing is assumed, it was covered in 0.73 to 0.98, with intervals as wide or wider, and in small
  or sparse towns often not told. What is known for certain, as that of two groups no third is
  joined, is left out of the table.

What is pooled so is not widened besides. Betweenness was at first; by a look at the table, where it
was covered in 0.96 on average, that was tried without in 60 other draws, and covered 0.95 on
average, 8 % narrower. It is still wider than it need be among the pupils and in some others, up to
0.99. Completed surveys put right by half of what silence does, and spread by what a model that is
right would leave then, were about a fifth narrower and covered in 0.74 to 0.99, betweenness among
the pupils of the first term in 0.07; spread by how far the two ways lie apart besides, in 0.79 to
1.00 and 0.31.

Where both ends name each tie between two who answered, of which there are ten or more, as in the
last three networks, a silent one is tied to those who name it and to nobody else who answered, and
only what two silent ones say of each other is drawn (`measures/certainty/both_ends.py`). In 60
other draws intervals of these networks became up to 38 % narrower by that, and covered in 0.82 to
1.00 where they had in 0.84 to 1.00; before, betweenness and the centralisation of degrees were
mostly covered there in 0.96 to 1.00.

In the draws of the table the diameter, put right by the plain difference, was once covered in 0.82
among the pupils of the second term; it goes as the mean distance since, and in 100 others it was
covered there in 0.99. The strong pieces and betweenness, told by what is put right alone, were
once left with bounds after a look at some of these draws. But for that, and for widening
betweenness no more, and for both ways of the fit, the table is of draws that none of these choices
saw. At 10 % silent three of its shares are below 0.85, 0.82 to 0.84 of 100 times; at 30 % two,
0.835 and 0.845 of 200. The fit, 0.835 among the pupils of the first term, was 0.88 in the same
draws by a search that began from no order drawn by lot."""

OF_GROUPS: Final = """## What share groups have

The share that each group has of all ends of ties and of all pairs that are joined, as the side
*Equal footing* tells it of sectors, is put right on the scale of log odds and told by the completed
surveys as often, as betweenness centralisation is. In 40 other draws, 30 % silent, it was covered
so in 0.88 to 0.99 of the times, by completed surveys alone in 0.81 to 0.95, by what is put right
alone in 0.82 to 0.97; widened, that was 18 % wider and covered in 0.89 to 0.97. Below, all groups
of a town count alike."""

FADED: Final = """## Where old ties fade, 30 % silent

Each organisation of a town tells its ties at a time of its own, up to three half-lives ago, and
those within its group somewhat later. Shares of what is left of ties are told by those who answered
as a sample, what is left of a tie in the place of the tie; of a tie that both name counts what more
is left of. In completed surveys a tie that one of the silent names has faded as one, drawn by lot,
of those that another drawn by lot named (`measures/certainty/surveyed.py`). With what is left on
average in its place, places by strength were covered in 0.78 to 0.83 of four times in the last
three networks. The last columns are places of parties, as below."""

RANKS: Final = """## Ranks, 30 % silent

In which share of all parties the interval of the place covers the place that it would have, by
each measure that organisations are put in order by, just as the screens and commands work it out:
*brokerage* counts two-paths along ties, as `measure brokerage` does, and *pairs joined* pairs
tied whichever way, as the screen Brokers does; the weights of ties count in effective size,
constraint and pagerank; *reach* is within two steps, *reach_3* within three, and so on. The
interval is told from 39 completed surveys, as on the screen, where one set of them serves all
measures (`measures/certainty/ranks.py`). Who is silent is drawn otherwise than when the way was
chosen.

Equals stand in an order drawn by lot: who shares the places from the 3rd to the 12th has each of
them one time in ten, both in the completed surveys and in truth. Otherwise the highest of the
places that many share is covered nearly always or too seldom, as it hangs on how many share it:
in the first 3 times by lost reach from 0.68 to 1.00, and by betweenness 0.72 among the civic
organisations, of whom a third lie between no two others. What is not defined of a party comes
last; where it is not defined of one had all answered, that one is left out here.

Parties of one town err together, so that a share has a standard error by town, most often of 0.01.
Where both ends name each tie, the silent are held to that (`measures/certainty/both_ends.py`):
until then harmonic closeness and what lies within reach were covered in 0.97 of the times among the
civic organisations, and since then in 0.95. The weights of what the silent name are drawn from
claims of which the other end said the same (a hot deck, `measures/certainty/closeness.py`); without
weights, ranks by pagerank were covered in 0.82 to 0.89 of three times in the made towns.

The model does not know that who shares a contact is tied more readily. By completed surveys alone,
in 50 draws that are not those of the table, clustering was covered in 0.75 among the civic
organisations and 0.77 and 0.83 among the pupils, reach in 0.81 among these, the E-I index in 0.83
and constraint in 0.85 among those, and betweenness in 0.85 among the lawyers who seek advice. The
silent were told too low a place by clustering, and so those who answered too high a one. How far
it errs so can be seen: of those who answered all is known that they say of each other. Three times
as large a share of them falls silent, and their places are told from 19 completed surveys; the
interval of the whole is stretched, about its middle, by what those would have had to be stretched
by to cover nine known places in ten (`measures/certainty/could_be.py`; conformalized quantile
regression, Romano, Patterson and Candès 2019), each end by itself, and those who answered and the
silent each by themselves. That is done for {stretched}. Which
these are was chosen by the same networks, by other draws of who is silent; how far each is
stretched is told by each survey itself. The last three are since the silent are held to naming who
names them: by completed surveys alone effective size was covered in 0.82 and brokerage in 0.84
among the civic organisations in draws of an earlier table, and stretched in 0.88 and 0.87 of 12
others.

What was tried, in 8 to 12 draws not among those of the table: one factor for both ends and for
all covered reach within three steps in 0.85 among the pupils of the second term, and those who
answered in 0.80. With ends between two known places, in place of at the further edge of the
further one, reach within two to five steps was covered there in 0.83 to 0.86. Where those by
every measure were stretched, places were covered in 0.94 on average, and in 0.92 where none was:
the others stay as they are. The trials are thinner networks than the whole, and the model errs
less in them: among the pupils of the second term intervals that were not stretched covered reach
in 0.89 in trials, and in 0.83 in truth.

Where fewer than ten or less than 65 % answered there are bounds in place of an interval, the best
and the worst place whatever the silent would have said: by a measure that no further tie makes less
for anybody ({rising}) from what is known and from what there would be if the silent named all; by
any other each could stand at any place, and a sentence says so."""

MOVED: Final = """## What moved between two surveys, 30 % silent each time

In which share of the times a number is called up, then down, by the interval of its difference:
every draw of the one survey is set against every draw of the other.
Where nothing changed and only who is silent was drawn anew, about one in ten should be called moved
in all; of the changes that were made, those of what was changed should be found."""
