-- How the figures moved is kept once more for what was found in each month: by unit, village, level, source and sector.
-- These are rows of `movement` as there are others. What they say follows from `span`, by the rule that also keeps them
-- (`domain.movement`): the upgrade works them out, beginning with none.

delete from movement where substr(part, 1, 6) = 'month_';
