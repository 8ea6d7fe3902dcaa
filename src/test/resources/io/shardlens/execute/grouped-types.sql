Statements for GroupedTypesIT, apart by empty lines: groups and aggregates over columns whose names are functions, key words or labels, and over
types whose equality or order is not that of their text. "same!" says that the order of the rows is total, "error" that PostgreSQL refuses it too.

== same

SELECT count, count(*) FROM things GROUP BY count

SELECT count AS sum, sum(sum) AS count FROM things WHERE sum < 100 GROUP BY count

SELECT a % 2, a % 2 + 1, (a % 2) * (a % 2), count(*) FROM things GROUP BY a % 2

SELECT -a, - a + 1, count(*) FROM things GROUP BY -a

SELECT 2 * -a % 2, count(*) FROM things WHERE a < 9 GROUP BY 2 * -a % 2

SELECT "Max" AS "min", "min" AS "Max", count(*) FROM things GROUP BY "Max", "min"

SELECT max("Max"), min("min"), max("min"), count("select") FROM things

SELECT "min" AS "select", count(*) "Max" FROM things GROUP BY "select", "min"

SELECT things.count, count(things.count) FROM things GROUP BY things.count

SELECT t.count, count(t.*) FROM things t GROUP BY t.count

SELECT count(things) FROM things

SELECT count(DISTINCT things.count), count(DISTINCT count), count(count) FROM things

SELECT count(*) /* FILTER (WHERE false) */ FROM things

SELECT count(*) -- ) , sum(a)
 , sum(b) FROM things

SELECT count /* x */ ( /* y */ * ) FROM things

SELECT 'count(*)', count(*), '''', $$ sum(a) $$ FROM things

SELECT state, count(*) FROM things GROUP BY state

SELECT min(state), max(state) FROM things

SELECT states, count(*) FROM things GROUP BY states

SELECT max(label), min(label) FROM things

SELECT price, count(*), sum(price), avg(price) FROM things GROUP BY price

SELECT sum(price), avg(price), min(price), stddev(price) FROM things

SELECT twin, count(*) FROM things GROUP BY twin

SELECT (twin).a, count(*) FROM things GROUP BY (twin).a

SELECT count(twin), count(DISTINCT twin) FROM things

SELECT lower(folded), count(*) FROM things GROUP BY lower(folded)

SELECT count(DISTINCT folded) FROM things

SELECT lower(min(folded)), lower(max(folded)) FROM things

SELECT count(*), min(id) FROM things GROUP BY folded HAVING folded = 'ABC'

SELECT count(*) FILTER (WHERE folded = 'abc') FROM things

SELECT min(sorted), max(sorted), min(sorted COLLATE "C"), max(bytes), min(bytes COLLATE "und-x-icu") FROM things

SELECT padded || '|', count(*) FROM things GROUP BY padded || '|'

SELECT length(padded), max(padded), min(padded), count(DISTINCT padded) FROM things GROUP BY length(padded)

SELECT padded::text, count(*) FROM things GROUP BY padded::text

SELECT single, count(*) FROM things GROUP BY single

SELECT bit_or(bits) FROM things

SELECT DISTINCT f = 0, r = 0 FROM things

SELECT n = 0, count(*) FROM things GROUP BY n = 0

SELECT count(DISTINCT n), count(DISTINCT sum), sum(n), avg(n), max(n) FROM things WHERE n <> 'NaN'

SELECT sum(sum), avg(sum), stddev(sum) FROM things

SELECT sum(sum), avg(sum), stddev(sum), var_pop(sum) FROM things WHERE sum <> 'NaN'

SELECT sum(sum), avg(sum), stddev(sum), var_pop(sum) FROM things WHERE sum < 1000

SELECT sum(sum), avg(sum) FROM things WHERE sum = 'Infinity'

SELECT avg(n), sum(n), variance(n) FROM things WHERE n = 1

SELECT DISTINCT n > 1 FROM things

SELECT grid, count(*) FROM things GROUP BY grid

SELECT grid[1], count(*) FROM things GROUP BY grid[1]

SELECT span IS NULL, count(DISTINCT span), sum(span), avg(span), min(span) = max(span) FROM things GROUP BY span IS NULL

SELECT doc = '1', count(*), count(DISTINCT doc) FROM things GROUP BY doc = '1'

SELECT j::text, count(*), count(j) FROM things GROUP BY j::text

SELECT addr, count(*), max(addr) FROM things GROUP BY addr

SELECT cash, count(*), sum(cash), max(cash) FROM things GROUP BY cash

SELECT flag, bool_and(flag), every(a > 1), bool_or(b = 1) FROM things GROUP BY flag

SELECT tz, count(*) FROM things GROUP BY tz

SELECT count(*) FROM things LIMIT 0

SELECT a, count(*) FROM things GROUP BY a LIMIT 0

SELECT count(*) FROM things OFFSET 1

SELECT sum(a::bigint) FROM things WHERE false

SELECT a, sum(b) FROM things WHERE id > 99999 GROUP BY a

SELECT 'x' FROM things HAVING true

SELECT 1 FROM things HAVING false

SELECT max(a) FROM things HAVING max(a) > 1 AND min(b) IS NOT NULL

SELECT 1 AS x FROM things WHERE false HAVING count(*) = 0

SELECT count(*) FROM things HAVING count(*) < 0

SELECT a FROM things GROUP BY a HAVING a IS NULL

SELECT FROM things GROUP BY a

SELECT count(*) FROM things GROUP BY ()

SELECT a AS x, count(*) FROM things GROUP BY ROLLUP (x)

SELECT a AS x, count(*) FROM things GROUP BY ROLLUP (1)

SELECT a, b, count(*) FROM things GROUP BY a, ROLLUP (b)

SELECT a, b, count(*) FROM things GROUP BY DISTINCT ROLLUP (a, b), ROLLUP (a)

SELECT a, b, count(*) FROM things GROUP BY ROLLUP ((a, b))

SELECT a, coalesce(a, 0) + 1, count(*) FROM things WHERE a < 9 GROUP BY ROLLUP (a)

SELECT a + 1, count(*) FROM things WHERE a < 9 GROUP BY ROLLUP (a + 1)

SELECT CASE WHEN GROUPING(a) = 1 THEN 'all' ELSE a::text END AS a, count(*) FROM things GROUP BY ROLLUP (a)

SELECT CASE WHEN count(*) > 10 THEN sum(a) ELSE sum(b) END FROM things

SELECT CASE count(*) WHEN 0 THEN 'none' ELSE max("min") END FROM things

SELECT CASE WHEN a = 1 THEN 1 END, count(*) FROM things GROUP BY CASE WHEN a = 1 THEN 1 END

SELECT CASE WHEN a = 1 THEN 'x' ELSE 'y' END AS a, count(*) FROM things GROUP BY a

SELECT sum(CASE WHEN flag THEN 1 ELSE 0 END), avg(CASE WHEN flag THEN b END) FROM things

SELECT count(*)::int, sum(a)::text || 'x', (avg(b))::numeric(10,2), round(avg(b), 3) FROM things

SELECT cast(count(*) AS int), cast(a AS text), cast(a AS numeric(12,2)) FROM things GROUP BY a

SELECT a::numeric(12,1), count(*) FROM things GROUP BY a::numeric(12,1)

SELECT label::varchar(1), count(*) FROM things GROUP BY label::varchar(1)

SELECT bytes::char(1), count(*) FROM things GROUP BY bytes::char(1)

SELECT bytes::char, count(*) FROM things GROUP BY bytes::char

SELECT count(*), rank() OVER (ORDER BY count(*)) FROM things GROUP BY a

SELECT a, count(*), sum(count(*)) OVER w, rank() OVER (PARTITION BY flag ORDER BY a) FROM things GROUP BY a, flag WINDOW w AS (ORDER BY a, flag)

SELECT a, lag(sum(b)) OVER (ORDER BY a) FROM things GROUP BY a

SELECT a, count(*) FILTER (WHERE flag) OVER () FROM things

SELECT a, sum(count(*) FILTER (WHERE flag)) OVER (ORDER BY a) FROM things GROUP BY a

SELECT first_value(a) OVER (ORDER BY count(*), a) FROM things GROUP BY a

SELECT DISTINCT count(*) FROM things GROUP BY a

SELECT DISTINCT a, count(*) OVER (PARTITION BY a) FROM things

SELECT DISTINCT a + 1 FROM things WHERE a < 9

SELECT DISTINCT folded = 'abc' FROM things

SELECT DISTINCT 1 FROM things

SELECT DISTINCT 1, 'x' FROM things LIMIT 3

SELECT DISTINCT id / 100 FROM things

SELECT count(DISTINCT a), sum(DISTINCT a), count(a), sum(a::bigint), count(DISTINCT b) FROM things

SELECT flag, count(DISTINCT a), avg(DISTINCT b), string_agg(DISTINCT bytes, ',' ORDER BY bytes) FROM things GROUP BY flag

SELECT count(DISTINCT a) FILTER (WHERE flag), count(DISTINCT a) FILTER (WHERE NOT flag), count(DISTINCT a) FROM things

SELECT a, count(DISTINCT a), sum(DISTINCT a) FROM things GROUP BY a

SELECT max(DISTINCT a), min(DISTINCT sorted), bool_or(DISTINCT flag) FROM things

SELECT count(DISTINCT a + b), count(DISTINCT (a, b)), count(DISTINCT a || '-' || b) FROM things WHERE a < 9

SELECT count(DISTINCT upper(sorted)), count(DISTINCT upper(folded)), count(DISTINCT sorted COLLATE "C") FROM things

SELECT count(DISTINCT state), array_agg(DISTINCT state), array_agg(DISTINCT b) FROM things

SELECT count(ALL a), sum(ALL b) FROM things

SELECT count(DISTINCT padded), count(DISTINCT padded::text), count(DISTINCT single), count(DISTINCT bits) FROM things

SELECT stddev(a), stddev_pop(b), variance(a), var_samp(b) FROM things WHERE id = 1 OR id = 150

SELECT stddev(a), variance(a) FROM things WHERE false

SELECT count(*), a FROM things GROUP BY 2

SELECT a, count(*) FROM things GROUP BY a FETCH FIRST 0 ROWS ONLY

SELECT t.a + u.b, count(*) FROM things t JOIN things u ON u.id = t.id WHERE t.a < 9 GROUP BY t.a + u.b

SELECT extract(hour FROM at), count(*) FROM things GROUP BY extract(hour FROM at)

SELECT at AT TIME ZONE 'UTC', count(*) FROM things GROUP BY at AT TIME ZONE 'UTC'

SELECT substring(bytes FROM 1 FOR 1), count(*) FROM things GROUP BY substring(bytes FROM 1 FOR 1)

SELECT substring(bytes, 1, 1), position('a' IN bytes), count(*) FROM things GROUP BY substring(bytes, 1, 1), position('a' IN bytes)

SELECT a IN (1, 2), count(*) FROM things GROUP BY a IN (1, 2)

SELECT a BETWEEN 1 AND 2, count(*) FROM things GROUP BY a BETWEEN 1 AND 2

SELECT a IS DISTINCT FROM 1, count(*) FROM things GROUP BY a IS DISTINCT FROM 1

SELECT a IS NOT DISTINCT FROM b, count(*) FROM things GROUP BY a IS NOT DISTINCT FROM b

SELECT a, (SELECT max(code) FROM countries), count(*) FROM things GROUP BY a

SELECT count(*) FROM things WHERE a = (SELECT 1)

SELECT a, count(*) FROM things WHERE EXISTS (SELECT 1 FROM countries WHERE code = 'DE') GROUP BY a

SELECT json_agg(a ORDER BY id) FROM things

SELECT array_agg(a) IS NULL, count(*) FROM things

SELECT a, array_agg(id ORDER BY id) FROM things GROUP BY a

SELECT mode() WITHIN GROUP (ORDER BY a) FROM things

SELECT count(*) + count(*), count(*) * count(*) FROM things

SELECT greatest(max(a), max(b)), coalesce(sum(a::bigint), 0), nullif(count(*), 0) FROM things

SELECT ROW(a, count(*)) FROM things GROUP BY a

SELECT ARRAY[a, b], count(*) FROM things GROUP BY a, b

SELECT (a, b), count(*) FROM things GROUP BY (a, b)

SELECT a, b, count(*) FROM things GROUP BY (a, b)

SELECT (a), count(*) FROM things GROUP BY (a)

SELECT a AS "A ""b""", count(*) AS " " FROM things GROUP BY "A ""b"""

SELECT a FROM things t GROUP BY t.id

SELECT 'a', a, count(*) FROM things GROUP BY 1, 2

SELECT NULL AS a, count(*) FROM things GROUP BY a

SELECT sum(1), count(1), max(1), sum(1.50), avg(1.50) FROM things

SELECT sum(a + 1.5), sum((a)), sum(-a::bigint), avg(a * 1.0) FROM things

SELECT max(a), max (a), MAX(a), "max"(a), pg_catalog.max(a) FROM things

SELECT "count"(*) FROM things

SELECT any_value(1) FROM things

SELECT length(max(bytes)), max(length(bytes)), upper(min(bytes)) FROM things

SELECT max(sorted || 'x'), min(bytes || 'x'), max(sorted) || min(bytes) FROM things

SELECT max(bytes) > 'a', min(sorted) < 'b', max(sorted) COLLATE "C" > 'a' FROM things

SELECT max(folded) = 'É', min(folded) = 'abc' FROM things

SELECT folded = 'ABC', count(*) FROM things GROUP BY folded = 'ABC'

SELECT concat(a, '-', b), count(*) FROM things GROUP BY concat(a, '-', b)

SELECT state > 'ok', count(*) FROM things GROUP BY state > 'ok'

SELECT price * 2, count(*) FROM things GROUP BY price * 2

SELECT lag(max(a)) OVER (ORDER BY b), b FROM things GROUP BY b

SELECT sum(sum(a::bigint)) OVER (), sum(a::bigint) FROM things GROUP BY flag

SELECT a, count(*) FROM only things GROUP BY a

SELECT count(*) FROM things WHERE id = 1 OR true

SELECT b, bool_and(NULL), max(NULL::int), count(NULL) FROM things GROUP BY b

SELECT flag AS f, count(*) FROM things GROUP BY flag, f

SELECT count(*), count(*) FILTER (WHERE a > 1 AND 'x)' = 'x)') FROM things

SELECT sum(b) FILTER (WHERE a IN (1, 2)), sum(b) FROM things

SELECT bool_and(flag) AND count(*) > 1, NOT bool_or(flag), bool_or(flag) IS NULL FROM things

SELECT count(*) BETWEEN 1 AND 5, sum(b) IN (1, 2), max(bytes) LIKE 'z%' FROM things

SELECT count(DISTINCT f), count(DISTINCT doc), count(DISTINCT span), count(DISTINCT addr) FROM things

SELECT sum(span), avg(span) FROM things

SELECT min(j::text), max(doc::text) FROM things

SELECT sum(9223372036854775807::bigint) FROM things

SELECT avg(9223372036854775807) FROM things

SELECT sum(2147483647) FROM things

SELECT flag, sum(a::bigint) AS flag FROM things GROUP BY things.flag

SELECT b AS a, count(*) FROM things GROUP BY a, b

SELECT t."Max", count(*) FROM things "t" GROUP BY "t"."Max"

SELECT T.A, Count(*) FROM Things T GROUP BY t.a

SELECT things.a, public.things.b, count(*) FROM public.things GROUP BY public.things.a, b

SELECT count.count, count(count) FROM things count GROUP BY count.count

SELECT max(max.a) FROM things max

SELECT a FROM things a GROUP BY a

SELECT a.a FROM things a GROUP BY a.a

SELECT (t).a, count(*) FROM things t GROUP BY (t).a

SELECT max((twin).a), count((twin).b) FROM things

SELECT grid[1:1], count(*) FROM things GROUP BY grid[1:1]

SELECT a + 1 + 1, count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT (a + 1) + 1, count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT abs(a + 1), count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT a - 1, count(*) FROM things GROUP BY a - 1 HAVING a - 1 > 0

SELECT a || '', count(*) FROM things GROUP BY a || ''

SELECT lower(bytes), upper(lower(bytes)), lower(lower(bytes)), count(*) FROM things GROUP BY lower(bytes)

SELECT coalesce(a, 0), coalesce(a, 0) + max(coalesce(a, 0)), count(*) FROM things WHERE b < 2 AND a < 9 GROUP BY coalesce(a, 0)

SELECT max(a) OVER (), count(*) FROM things GROUP BY a

SELECT max(max(a)) OVER (PARTITION BY b), b FROM things GROUP BY b

SELECT count(*) OVER (PARTITION BY a + 1), a + 1 FROM things WHERE a < 9 GROUP BY a + 1

SELECT a, sum(count(*)) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM things GROUP BY a

SELECT a, sum(count(*)) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM things WHERE a < 9 GROUP BY a

SELECT percent_rank() OVER (ORDER BY sum(b)) FROM things GROUP BY a

SELECT a, count(*) FILTER (WHERE b = 1), count(*) FILTER (WHERE b=1) FROM things GROUP BY a

SELECT sum(b) FILTER (WHERE a > 0 OR flag), sum(b) FILTER (WHERE (a > 0) OR (flag)), min(b) FILTER (WHERE NOT flag) FROM things

SELECT count(DISTINCT b) FILTER (WHERE a = 1), sum(DISTINCT b) FILTER (WHERE a = 1), count(*) FROM things GROUP BY flag

SELECT count(*) FILTER (WHERE state = 'ok'), count(*) FILTER (WHERE state IS NULL), max(state) FILTER (WHERE flag) FROM things

SELECT avg(b) FILTER (WHERE a = 99), stddev(b) FILTER (WHERE a = 99), sum(b) FILTER (WHERE a = 99), count(b) FILTER (WHERE a = 99) FROM things

SELECT flag, sum(n), sum(sum), avg(n) FROM things GROUP BY flag

SELECT flag, sum(n) FROM things WHERE n = 0 GROUP BY flag

SELECT sum(sum) FROM things WHERE sum = 'Infinity' OR sum = '-Infinity'

SELECT avg(sum) FROM things WHERE sum = '-Infinity'

SELECT sum(n * 10::numeric ^ 30), avg(n * 10::numeric ^ 30), stddev(n * 10::numeric ^ 30) FROM things WHERE n < 10

SELECT avg(n / 7), sum(n / 7), variance(n / 7), avg(n * 1e-40) FROM things WHERE n < 10

SELECT avg(price), avg(price::numeric), sum(price::numeric(5,1)), avg(1 / (id + 0.5)) FROM things

SELECT avg(9999999999999999.9999 * id), sum(9999999999999999.9999 * id) FROM things

SELECT stddev(id * 1000000007), var_pop(id::numeric / 3), stddev_samp(a::smallint) FROM things WHERE a < 9

SELECT a, stddev_pop(b), var_samp(b), avg(b) FROM things GROUP BY a HAVING count(b) < 3

SELECT count(*) FROM things GROUP BY NULL::int

SELECT NULL::int, count(*) FROM things GROUP BY 1

SELECT 'x'::text, 1.50, true, count(*) FROM things GROUP BY 1, 2, 3

SELECT NOT flag, count(*) FROM things GROUP BY NOT flag

SELECT flag AND a = 1, count(*) FROM things GROUP BY flag AND a = 1

SELECT (a = 1) IS TRUE, count(*) FROM things GROUP BY (a = 1) IS TRUE

SELECT a = ANY (ARRAY[1, 2]), count(*) FROM things GROUP BY a = ANY (ARRAY[1, 2])

SELECT bytes LIKE 'a%', bytes ~ '^[a-b]', count(*) FROM things GROUP BY bytes LIKE 'a%', bytes ~ '^[a-b]'

SELECT trim(both ' ' from padded), count(*) FROM things GROUP BY trim(both ' ' from padded)

SELECT overlay(bytes placing 'x' from 1), count(*) FROM things GROUP BY overlay(bytes placing 'x' from 1)

SELECT interval '1 day' * a, count(*) FROM things WHERE a < 9 GROUP BY interval '1 day' * a

SELECT count(*), date '2024-01-01' FROM things

SELECT text 'a' AS text, count(*) FROM things GROUP BY text

SELECT to_char(at, 'YYYY-MM'), count(*) FROM things WHERE at < 'infinity' GROUP BY to_char(at, 'YYYY-MM')

SELECT age(at), count(*) FROM things WHERE false GROUP BY age(at)

SELECT at::time, count(*) FROM things WHERE at < 'infinity' GROUP BY at::time

SELECT doc ->> 'a', count(*) FROM things GROUP BY doc ->> 'a'

SELECT jsonb_typeof(doc), count(*), max(doc::text) FROM things GROUP BY jsonb_typeof(doc)

SELECT array_length(words, 1), count(*) FROM things GROUP BY array_length(words, 1)

SELECT unnest(words), count(*) FROM things GROUP BY 1

SELECT unnest(words) FROM things GROUP BY 1

SELECT count(*), generate_series(1, 2) FROM things

SELECT a, generate_series(1, a) FROM things WHERE a < 4 GROUP BY a

SELECT cardinality(grid), max(grid), min(words) FROM things GROUP BY cardinality(grid)

SELECT max(folded) IS NULL, count(*) FROM things GROUP BY sorted

SELECT folded COLLATE "C", count(*) FROM things GROUP BY folded COLLATE "C"

SELECT count(DISTINCT folded COLLATE "C") FROM things

SELECT count(*) FROM (SELECT DISTINCT folded FROM things) x

SELECT lower(x.folded) FROM (SELECT DISTINCT folded FROM things) x

SELECT CASE WHEN folded = 'ABC' THEN 'x' ELSE 'y' END, count(*) FROM things GROUP BY CASE WHEN folded = 'ABC' THEN 'x' ELSE 'y' END

SELECT sorted, max(bytes) FROM things GROUP BY sorted HAVING max(bytes) > sorted COLLATE "C"

SELECT sorted < 'B', count(*) FROM things GROUP BY sorted < 'B'

SELECT max(sorted) < 'b', max(bytes) < 'b' FROM things

SELECT greatest(max(sorted), 'B'), least(min(bytes), 'B') FROM things

SELECT min(state::text), max(state::text), count(DISTINCT state::text) FROM things

SELECT CASE state WHEN 'sad' THEN 1 ELSE 2 END, count(*) FROM things GROUP BY CASE state WHEN 'sad' THEN 1 ELSE 2 END

SELECT DISTINCT single FROM things

SELECT DISTINCT twin FROM things

SELECT DISTINCT bits, many FROM things

SELECT DISTINCT ROW(a, b) FROM things

SELECT DISTINCT grid FROM things

SELECT DISTINCT a, b FROM things WHERE id > 260

SELECT DISTINCT tid FROM things

SELECT ALL a FROM things

SELECT count(*), 1 AS a FROM things GROUP BY a, a

SELECT c.name, count(*) FROM things t JOIN countries c ON c.code = 'DE' GROUP BY c.name

SELECT count(t.a), count(u.*), count(u) FROM things t LEFT JOIN users u ON u.id = t.id

SELECT a /* a + 1 */ + /* 2 */ 1, count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT a+1, count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT A + 1, count(*) FROM things WHERE a < 9 GROUP BY "a" + 1

SELECT a, 'a', "a", count(*) FROM things GROUP BY a, 'a'::text

SELECT E'count(*)\'', count(*), U&'\0061', $q$sum(a)$q$ FROM things

SELECT count(*)FROM things

SELECT(count(*)),(a)FROM things GROUP BY(a)

SELECT count(*)::text||'x'AS x FROM things

SELECT - count(*), + count(*), ~ count(*) FROM things

SELECT min(id), max(id), min(id) + max(id), count(*) FILTER (WHERE id < 100) FROM things WHERE id BETWEEN 50 AND 150

SELECT every(flag), every(flag) FILTER (WHERE false), bool_and(flag) FROM things

SELECT flag, min(words), max(grid) FROM things GROUP BY flag

SELECT any_value(1), count(*) FROM things GROUP BY a

SELECT range_agg(rng) FROM things

SELECT regr_slope(a, b) IS NULL, grouping(a) FROM things WHERE a < 9 GROUP BY a

== same!

SELECT count(*) AS a, a AS count FROM things GROUP BY things.a ORDER BY a, 2

SELECT a AS b, b AS a, count(*) FROM things GROUP BY a, b ORDER BY a NULLS FIRST, b

SELECT a AS b, count(*) FROM things GROUP BY a, b ORDER BY b, 2

SELECT a, a + 1, 2*a + 1, 2*(a + 1), count(*) FROM things WHERE a < 100 GROUP BY a, a + 1 ORDER BY a

SELECT max("Max") AS "Max", "min" FROM things GROUP BY "min" HAVING max("Max") > 'A' ORDER BY "Max", "min"

SELECT count(*) count FROM things ORDER BY count

SELECT state, count(*) FROM things GROUP BY state ORDER BY state

SELECT state, count(*) FROM things GROUP BY state ORDER BY state::text

SELECT label, count(*) FROM things GROUP BY label ORDER BY label

SELECT count(*) FROM things GROUP BY folded ORDER BY 1

SELECT sorted, count(*) FROM things GROUP BY sorted ORDER BY sorted

SELECT sorted, count(*) FROM things GROUP BY sorted ORDER BY sorted COLLATE "C" DESC

SELECT sorted COLLATE "C", count(*) FROM things GROUP BY sorted COLLATE "C" ORDER BY 1

SELECT sorted || 'x', count(*) FROM things GROUP BY sorted || 'x' ORDER BY 1

SELECT upper(bytes) AS bytes, count(*) FROM things GROUP BY upper(bytes) ORDER BY upper(bytes)

SELECT padded, count(*) FROM things GROUP BY padded ORDER BY padded

SELECT single, count(*) FROM things GROUP BY single ORDER BY single

SELECT bits, count(*), bit_and(bits), bit_or(bits), bit_xor(bits) FROM things GROUP BY bits ORDER BY bits

SELECT many, count(*) FROM things GROUP BY many ORDER BY many

SELECT b, sum(n), avg(n) FROM things WHERE n < 10 GROUP BY b ORDER BY b

SELECT words, count(*) FROM things GROUP BY words ORDER BY words

SELECT words[1] AS w, count(*) FROM things GROUP BY words[1] ORDER BY w

SELECT at, count(*) FROM things GROUP BY at ORDER BY at

SELECT count(*) FROM things GROUP BY span ORDER BY span

SELECT rng, count(*) FROM things GROUP BY rng ORDER BY rng

SELECT flag, count(*) FROM things GROUP BY flag ORDER BY flag DESC NULLS LAST

SELECT tid, count(*), max(tid) FROM things GROUP BY tid ORDER BY tid

SELECT nm, count(*), max(nm) FROM things GROUP BY nm ORDER BY nm

SELECT a, count(*) FROM things GROUP BY a ORDER BY a OFFSET 2 LIMIT 1

SELECT a, count(*) FROM things GROUP BY a, () ORDER BY 1

SELECT a, b, count(*) FROM things GROUP BY GROUPING SETS ((a, b), (a), ()) ORDER BY 1, 2, 3

SELECT a, b, count(*), GROUPING(a), GROUPING(b, a) FROM things GROUP BY CUBE (a, b) ORDER BY GROUPING(a, b), a, b

SELECT CASE WHEN a = 1 THEN 'x' ELSE 'y' END AS k, count(*) FROM things GROUP BY k ORDER BY k

SELECT a::text, count(*) FROM things GROUP BY a::text ORDER BY a::text

SELECT a::text AS a, count(*) FROM things GROUP BY a ORDER BY a

SELECT DISTINCT a AS b FROM things ORDER BY b

SELECT DISTINCT a, a AS again FROM things ORDER BY 2, 1

SELECT DISTINCT sorted FROM things ORDER BY sorted

SELECT DISTINCT ON (a) a, b, id FROM things ORDER BY a, id

SELECT count(*), a FROM things GROUP BY 2 ORDER BY 1 DESC, 2

SELECT a, count(*) FROM things GROUP BY a ORDER BY count(*) + 0, a

SELECT a, count(*) FROM things GROUP BY a ORDER BY -a

SELECT a, count(*) FROM things GROUP BY a ORDER BY things.a DESC NULLS LAST

SELECT -a AS a, count(*) FROM things GROUP BY things.a ORDER BY a

SELECT -a AS a, count(*) FROM things GROUP BY things.a ORDER BY things.a

SELECT -a AS a, count(*) FROM things GROUP BY things.a ORDER BY a + 0

SELECT max(b) AS b, count(*) FROM things GROUP BY a ORDER BY b, 2

SELECT max(b) AS b FROM things GROUP BY a ORDER BY max(b)

SELECT a FROM things GROUP BY a ORDER BY max(b) DESC NULLS LAST, a LIMIT 2

SELECT a, b FROM things GROUP BY a, b ORDER BY a USING <, b USING >

SELECT a, count(*) FROM things GROUP BY a ORDER BY a FETCH FIRST 2 ROWS WITH TIES

SELECT a, count(*) FROM things GROUP BY a ORDER BY a LIMIT ALL

SELECT a, count(*) FROM things GROUP BY a ORDER BY a LIMIT 1 + 1

SELECT a, count(*) FROM things GROUP BY a ORDER BY a LIMIT (SELECT 2)

SELECT t.a x, count(*) y FROM things AS t GROUP BY t.a ORDER BY x, y

SELECT t.a, u.a, count(*) FROM things t JOIN things u ON u.id = t.id GROUP BY t.a, u.a ORDER BY 1

SELECT t.a, sum(o.amount) FROM things t LEFT JOIN orders o ON o.user_id = t.id GROUP BY t.a ORDER BY 1

SELECT date_trunc('day', at) AS day, count(*) FROM things GROUP BY date_trunc('day', at) ORDER BY day

SELECT extract(hour FROM at) AS hour, count(*) FROM things WHERE at < 'infinity' GROUP BY hour ORDER BY hour

SELECT at::date, count(*) FROM things GROUP BY at::date ORDER BY at::date

SELECT day + 1, count(*) FROM things GROUP BY day + 1 ORDER BY day + 1

SELECT (a), count(*) FROM things GROUP BY a ORDER BY (a)

SELECT a, count(*) FROM things GROUP BY (a) ORDER BY a

SELECT id, count(*) FROM things GROUP BY id ORDER BY id

SELECT id, a, sum(b) FROM things GROUP BY id ORDER BY a, id

SELECT 1 AS a, count(*) FROM things GROUP BY a ORDER BY 2

SELECT max(coalesce(folded, 'x')) = 'x', bytes FROM things GROUP BY bytes ORDER BY bytes

SELECT lower(folded) FROM things GROUP BY folded HAVING count(*) > 2 ORDER BY lower(folded) COLLATE "C"

SELECT state::text, count(*) FROM things GROUP BY state::text ORDER BY state::text

SELECT state, count(*) FROM things GROUP BY state HAVING state > 'sad' ORDER BY count(*), state

SELECT label || 'x' AS label, count(*) FROM things GROUP BY label || 'x' ORDER BY label

SELECT sum(a::bigint) AS max, max(b) AS sum FROM things GROUP BY flag ORDER BY max, sum

SELECT a AS count, count(*) AS a FROM things GROUP BY a ORDER BY count, a

SELECT b AS x, a AS x, count(*) FROM things GROUP BY a, b ORDER BY 1, 2

SELECT count AS "count(*)", count(*) AS "count" FROM things GROUP BY count ORDER BY "count(*)", "count"

SELECT "select" AS "from", count(*) AS "group" FROM things GROUP BY "select" HAVING count(*) > 1 ORDER BY "group", "from"

SELECT (twin).b AS b, count(*) FROM things GROUP BY (twin).b ORDER BY b

SELECT a + 1 AS a, a + 1, count(*) FROM things WHERE a < 9 GROUP BY a + 1, a ORDER BY a

SELECT a * b, a * b * 2, count(*) FROM things WHERE a < 9 GROUP BY a * b ORDER BY a * b

SELECT lower(bytes) AS upper, count(*) FROM things GROUP BY lower(bytes) ORDER BY upper

SELECT coalesce(a, b), max(coalesce(a, b)) FROM things GROUP BY coalesce(a, b) ORDER BY coalesce(a, b) NULLS FIRST

SELECT row_number() OVER (ORDER BY a, b), a, b, count(*) FROM things GROUP BY a, b ORDER BY 1 LIMIT 3

SELECT ntile(2) OVER (ORDER BY state), state FROM things GROUP BY state ORDER BY state

SELECT a, avg(n) FILTER (WHERE n < 10), sum(n) FILTER (WHERE n = 'NaN') FROM things GROUP BY a ORDER BY a

SELECT date '2024-01-01' + a, count(*) FROM things WHERE a < 9 GROUP BY date '2024-01-01' + a ORDER BY 1

SELECT date_part('hour', at), count(*) FROM things GROUP BY date_part('hour', at) ORDER BY 1

SELECT doc -> 'a' AS v, count(*) FROM things GROUP BY doc -> 'a' ORDER BY v

SELECT folded IN ('ABC', 'B') AS i, count(*) FROM things GROUP BY i ORDER BY i

SELECT label, price, sum(price), max(label) FROM things GROUP BY label, price ORDER BY label, price

SELECT DISTINCT label FROM things ORDER BY label

SELECT DISTINCT price FROM things ORDER BY price DESC

SELECT DISTINCT state FROM things ORDER BY state DESC

SELECT DISTINCT padded FROM things ORDER BY padded

SELECT DISTINCT flag FROM things ORDER BY flag LIMIT 0

SELECT DISTINCT u FROM things ORDER BY u NULLS FIRST OFFSET 1

SELECT DISTINCT at, day FROM things ORDER BY at DESC, day

SELECT DISTINCT nm FROM things ORDER BY nm

SELECT count(*) FROM things, countries GROUP BY code ORDER BY code

SELECT c.code, max(t.a) FROM things t LEFT JOIN countries c ON c.code = t.bytes GROUP BY c.code ORDER BY c.code

SELECT t.flag, u.active, count(*), sum(u.balance) FROM things t JOIN users u ON u.id = t.id GROUP BY t.flag, u.active ORDER BY 1, 2

SELECT id FROM things GROUP BY id, a HAVING a > 1 ORDER BY id LIMIT 4

SELECT count(*) AS count, sum(count) AS sum FROM things HAVING sum(count) > 0 ORDER BY count

SELECT count(*) FROM things ORDER BY max(a)

SELECT max(a) FROM things ORDER BY 1 LIMIT 1 OFFSET 0

SELECT sum(b) + 1 AS b FROM things GROUP BY a ORDER BY b, count(*)

SELECT a, count(*) n FROM things GROUP BY a ORDER BY n DESC, a NULLS FIRST LIMIT 2

SELECT a, count(*) AS limit FROM things GROUP BY a ORDER BY a

== error

SELECT a AS b, sum(count) FROM things GROUP BY b

SELECT a + b AS a, count(*) FROM things GROUP BY a + b ORDER BY a

SELECT sum(a) filter (where b > 0) filter FROM things WHERE a < 100

SELECT coalesce(sorted, bytes), count(*) FROM things GROUP BY 1

SELECT u, count(*), min(id), max(u) FROM things GROUP BY u ORDER BY u

SELECT a, count(*) AS n FROM things GROUP BY a ORDER BY n + 0, a

SELECT date_trunc('day', at) AS day, count(*) FROM things GROUP BY day

SELECT a AS "A ""b""", count(*) AS "" FROM things GROUP BY a

SELECT sum(a::bigint * 9223372036854775807) FROM things

SELECT 1 + a + 1, count(*) FROM things WHERE a < 9 GROUP BY a + 1

SELECT a IS NULL AS n, count(*) FROM things GROUP BY n ORDER BY n

SELECT folded COLLATE "C" AS f, count(*) FROM things GROUP BY f ORDER BY f

SELECT bytes = folded, count(*) FROM things GROUP BY bytes = folded

SELECT bytes || folded, count(*) FROM things GROUP BY 1

SELECT sorted, bytes, count(*) FROM things GROUP BY sorted, bytes HAVING sorted > bytes

SELECT a, count(*) having FROM things GROUP BY a

SELECT bit_and(a), bit_or(b), bit_xor(id), bit_and(a::smallint) FROM things

SELECT min(addr), max(addr), min(day), max(span), min(u), max(tid), min(single) FROM things
