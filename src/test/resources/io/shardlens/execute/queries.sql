Statements for OracleIT, apart by empty lines. A heading names the way of the answer; "!" says that the order of the rows is total.
Column names and tables: see SampleRows. The statements are split at empty lines only, so they may hold anything else.

== single

SELECT x.id FROM (SELECT id FROM users WHERE id = 5) x

WITH x AS (SELECT id, rank() OVER (ORDER BY balance, id) AS r FROM users WHERE id IN (101, 120, 249)) SELECT count(*), max(r) FROM x

SELECT * FROM users WHERE id = 5

SELECT id, email FROM users WHERE 100 = id

SELECT * FROM users WHERE id = '250'

SELECT * FROM users WHERE id = -9223372036854775808

SELECT id FROM users WHERE id = 9007199254740993

SELECT count(*), sum(balance), avg(score) FROM users WHERE id BETWEEN 100 AND 249

SELECT count(*) FROM users WHERE id >= 250 AND id < 400

SELECT id FROM users WHERE id > 399 AND active

SELECT id FROM users WHERE id = 1 AND id = 300

SELECT count(*), max(balance) FROM users WHERE id > 500 AND id < 20

SELECT u.id, o.id FROM users u JOIN orders o ON o.user_id = u.id WHERE u.id = 150

SELECT u.id, row_number() OVER (ORDER BY u.id) FROM users u WHERE u.id IN (101, 120, 249)

SELECT DISTINCT ON (country) country, id FROM users WHERE id < 0 OR id = 0 ORDER BY country, id

SELECT u.id, c.name FROM users u LEFT JOIN countries c ON c.code = u.country WHERE u.id = 260

SELECT * FROM countries

SELECT upper(name), count(*) OVER () FROM countries ORDER BY code

SELECT * FROM settings

SELECT s.name, c.code FROM settings s, countries c WHERE c.code = 'DE'

SELECT name, lit FROM flags ORDER BY name

SELECT * FROM cities WHERE country = 'JP'

SELECT * FROM cities WHERE country = 'DE '

SELECT * FROM cities WHERE country = 'nowhere'

SELECT * FROM odd."Odd Events" WHERE "Key" = 'zebra0'

SELECT sum(value) FROM metrics WHERE tenant = 3 AND device = 'dev2'

SELECT 1 AS one, 'a' || 'b' AS joined, NULL AS nothing

SELECT generate_series(1, 3)

VALUES (1, 'a'), (2, 'b')

SELECT 1 WHERE false

SELECT U.ID FROM Users AS U WHERE U.ID = 5

SELECT id /* one /* two */ three */ FROM users -- the key
WHERE id = 5 -- done

SELECT $$it's; here$$ AS text, $a$ $$ $a$ AS other

SELECT u.id, f.name, f.lit FROM users u JOIN flags f ON f.user_id = u.id WHERE u.id = 120

WITH x AS (SELECT 1 AS n) SELECT n FROM x

TABLE countries

SELECT '{fn now()}' AS a, $$ {fn now()} {d '2020-01-01'} ? $$ AS b

SELECT 'a'
'b' AS continued

== concat

SELECT u.id, o.id, row_number() OVER (PARTITION BY u.id ORDER BY o.id DESC NULLS LAST) FROM users u LEFT JOIN orders o ON o.user_id = u.id

SELECT * FROM users

SELECT id, email, name FROM users WHERE active

SELECT id FROM users WHERE id IN (1, 150, 300)

SELECT id FROM users WHERE id = 1 OR id = 150

SELECT id FROM users WHERE id = 1 OR email LIKE 'user_%'

SELECT id FROM users WHERE id BETWEEN 99 AND 100

SELECT id FROM users WHERE id <= 250 AND NOT id = 3

SELECT id FROM users WHERE id + 0 = 5

SELECT id FROM users WHERE id::text = '5'

SELECT id FROM users WHERE id <> 5

SELECT id FROM users WHERE (id = 5) = false

SELECT id FROM users WHERE (id = 5) IS NOT TRUE

SELECT id FROM users WHERE NOT (id = 5 OR id = 300)

SELECT id FROM users WHERE CASE WHEN id = 5 THEN true ELSE active END

SELECT u.id, o.id, o.amount FROM users u JOIN orders o ON u.id = o.user_id

SELECT u.id, o.id FROM users u LEFT JOIN orders o ON u.id = o.user_id AND o.status = 'paid'

SELECT u.id, o.id FROM users u, orders o WHERE o.user_id = u.id AND o.qty > 5

SELECT a.id, b.id, c.id FROM users a JOIN orders b ON b.user_id = a.id LEFT JOIN orders c ON c.user_id = b.user_id AND c.id > b.id

SELECT u.id, c.name FROM users u JOIN countries c ON c.code = u.country

SELECT u.id, c.name FROM users u LEFT JOIN countries c ON c.code = u.country

SELECT u.id, c.name FROM countries c JOIN users u ON c.code = u.country

SELECT a.id, b.id FROM users a JOIN users b ON a.id = b.id WHERE a.active

SELECT DISTINCT id, country FROM users

SELECT DISTINCT * FROM orders

SELECT user_id, count(*), sum(amount), avg(amount), min(placed_at) FROM orders GROUP BY user_id

SELECT user_id, status, count(*) FROM orders GROUP BY 1, 2 HAVING count(*) > 1

SELECT u.id, u.email, count(o.id) FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id

SELECT user_id, string_agg(status, ',' ORDER BY id), array_agg(id ORDER BY id), count(DISTINCT currency) FROM orders GROUP BY user_id

SELECT "from", "SELECT", "a ""b""" AS "x ""y""" FROM odd."Odd Events" AS "Odd" WHERE "Odd"."from" > 3

SELECT id, attributes ? 'a' AS has, attributes ?| array['b', 'z'] AS any, attributes @> '{"a": 1}' AS holds FROM users

SELECT id FROM users WHERE attributes ?& array['a', 'b']

SELECT id, unnest(tags) FROM users

SELECT id, twice(id / 4) FROM users

SELECT id AS "limit" FROM users

SELECT id AS limit FROM users

SELECT id IS DISTINCT FROM 5 AS differs FROM users

SELECT substring(email FROM 2) FROM users

SELECT 'a /* no comment' AS c, '-- nor this' AS d, id FROM users

SELECT id FROM users WHERE email = E'user_\x37@ex2.org'

SELECT id, E'\\' || $x$'$x$ AS odd FROM users

SELECT country, name FROM cities WHERE country >= 'DE' AND country < 'a'

SELECT country, id FROM cities WHERE country IN ('DE', 'JP', 'de')

SELECT * FROM metrics WHERE tenant = 3

SELECT tenant, device, sum(value) FROM metrics GROUP BY device, tenant

SELECT id FROM users WHERE id IN (1, 300) AND country = ANY (ARRAY['DE', 'FR'])

SELECT id FROM users WHERE tags && ARRAY['a'] AND id < 300

SELECT id FROM users LIMIT 0

SELECT id, (balance IS NULL)::int FROM users

SELECT true, id FROM users

SELECT o.user_id FROM orders o WHERE o.note = 'back\slash'

SELECT id FROM users WHERE /* /* */ id = 5 AND -- */
 id < 300

SELECT id FROM users WHERE id > 1 -- AND id = 5

SELECT email::varchar(3), balance::numeric(20,5), id::text FROM users

SELECT id, upper(name), balance * 2 AS twice, score, ratio, weight, created_at, born, span, wake, tags, attributes FROM users

SELECT id FROM users WHERE id IS NULL

SELECT id FROM users WHERE id::text LIKE '1%'

SELECT country, id FROM cities WHERE country LIKE 'D%'

== concat!

SELECT id FROM users OFFSET 1000

== sort!

SELECT user_id, rank() OVER (PARTITION BY user_id ORDER BY amount, id) r, id FROM orders ORDER BY id LIMIT 50

SELECT id, user_id, count(*) OVER (PARTITION BY user_id), sum(qty) FILTER (WHERE status = 'paid') OVER (PARTITION BY status, o.user_id ORDER BY id) FROM orders o ORDER BY 3 DESC, id LIMIT 70 OFFSET 5

SELECT DISTINCT user_id, max(amount) OVER (PARTITION BY user_id) FROM orders ORDER BY 1

SELECT user_id, count(*), rank() OVER (PARTITION BY user_id ORDER BY count(*)) FROM orders GROUP BY user_id ORDER BY user_id

SELECT id FROM users ORDER BY id

SELECT id, email FROM users ORDER BY id DESC LIMIT 10

SELECT id FROM users ORDER BY id LIMIT 10 OFFSET 95

SELECT id FROM users ORDER BY id OFFSET 290

SELECT id, balance FROM users ORDER BY balance, id

SELECT id, balance FROM users ORDER BY balance DESC, id DESC

SELECT id, balance FROM users ORDER BY balance NULLS FIRST, id

SELECT id, balance FROM users ORDER BY balance DESC NULLS LAST, id

SELECT id, score FROM users ORDER BY score, id

SELECT id, score FROM users ORDER BY score DESC, id LIMIT 50

SELECT id, ratio FROM users ORDER BY ratio, id

SELECT id, weight FROM users ORDER BY weight DESC, id

SELECT id, level, age FROM users ORDER BY level, age DESC, id

SELECT id, active FROM users ORDER BY active, id

SELECT id, created_at FROM users ORDER BY created_at, id

SELECT id, created_at FROM users ORDER BY created_at DESC NULLS FIRST, id

SELECT id, born FROM users ORDER BY born, id

SELECT id, born FROM users ORDER BY born DESC, id

SELECT id, ref FROM users ORDER BY ref, id

SELECT id, email FROM users ORDER BY email, id

SELECT id, email FROM users ORDER BY email DESC, id

SELECT id, code FROM users ORDER BY code, id

SELECT id FROM users ORDER BY email, id LIMIT 20

SELECT email FROM users u ORDER BY u.balance DESC, u.id LIMIT 20 OFFSET 3

SELECT id AS key, email FROM users ORDER BY key

SELECT id, email FROM users ORDER BY 2, 1

SELECT -level / 2 AS id FROM users u ORDER BY id, u.id

SELECT * FROM users ORDER BY id

SELECT u.*, o.id AS order_id FROM users u JOIN orders o ON o.user_id = u.id ORDER BY o.id

SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id ORDER BY u.id DESC, o.id NULLS FIRST

SELECT id, placed_at FROM orders ORDER BY placed_at, id LIMIT 100

SELECT DISTINCT id, balance FROM users ORDER BY balance, id

SELECT user_id, count(*) AS n FROM orders GROUP BY user_id ORDER BY n DESC, user_id LIMIT 7

SELECT user_id, sum(amount) FROM orders GROUP BY user_id HAVING sum(amount) > 3 ORDER BY 2 DESC, 1

SELECT id IS DISTINCT FROM 5 AS differs FROM users ORDER BY id

SELECT id, name FROM users WHERE id < 300 ORDER BY id DESC

SELECT id AS limit FROM users ORDER BY balance, id LIMIT 5

SELECT "from", "a ""b""" FROM odd."Odd Events" ORDER BY "from", "a ""b""" DESC

SELECT id -- the key
FROM users -- all
ORDER BY id -- by key
LIMIT 3 -- three

== java

SELECT sum(level), sum(age), sum(balance), avg(level), avg(balance), avg(score) FROM users WHERE score <> 'NaN'

SELECT count(*) FROM users WHERE id < 300 AND active

SELECT DISTINCT age FROM users WHERE score < 2

SELECT count(*) FROM users u JOIN orders o ON o.user_id = u.id

SELECT max(length(name)), count(*) FROM users WHERE name > 'm'

SELECT max(length("left"::text)) FROM orders "left"

SELECT count(*) FROM orders WHERE NOT (ROW(1::bigint, NULL::bigint, NULL::numeric, NULL::text, NULL::text, NULL::timestamp, NULL::int, NULL::text) IS NOT DISTINCT FROM orders)

SELECT "from", count(*) FROM odd."Odd Events" GROUP BY "from"

SELECT count(*) FROM users WHERE 'x' = 'y'

SELECT count(*) FROM users, countries

SELECT count(*) FROM users

== java!

SELECT max(score), min(score) FROM users WHERE id > 10

SELECT DISTINCT level, age FROM users ORDER BY age DESC NULLS LAST, level NULLS FIRST LIMIT 7

== groups

SELECT avg(n) FROM (SELECT country, count(*) AS n FROM users GROUP BY country) x

SELECT x.c FROM (SELECT count(*) AS c, status FROM orders GROUP BY status) x

SELECT count FROM (SELECT count(*) FROM users) x

SELECT stddev(balance), variance(age), stddev_pop(level) FROM users

SELECT bool_and(active), bool_or(active), every(active), bit_and(level), bit_or(level) FROM users

SELECT count(*) FILTER (WHERE active), sum(balance) FILTER (WHERE level = 1), 1 + count(*) FROM users

SELECT country, count(*) FROM users GROUP BY country

SELECT country AS c, sum(balance) FROM users GROUP BY c

SELECT country, plan, count(*), GROUPING(country, plan) FROM users GROUP BY ROLLUP (country, plan)

SELECT country, active, count(*) FROM users GROUP BY GROUPING SETS ((country), (active), ())

SELECT country, active, count(*) FROM users GROUP BY CUBE (country, active)

SELECT DISTINCT country FROM users

SELECT DISTINCT country, active FROM users

SELECT country, count(*) FROM users WHERE id > 100 GROUP BY country

SELECT sum(amount) FROM orders HAVING sum(amount) > 5

SELECT u.country, sum(o.amount) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.country

SELECT count(*) * 2 AS twice, sum(qty * 3) FROM orders

SELECT sum(value), count(DISTINCT device) FROM metrics

SELECT CASE WHEN count(*) > 10 THEN 'many' ELSE 'few' END FROM users

SELECT sum(amount)::text, min(note), max(note) FROM orders

SELECT count(*), count(name), count(DISTINCT country), sum(balance), min(score), max(ratio) FROM users

SELECT min(email), max(email), min(created_at), max(born), min(ref::text) FROM users

SELECT country, plan, avg(balance), max(name) FROM users GROUP BY country, plan HAVING count(*) > 2

SELECT lower(country), count(*) FROM users GROUP BY lower(country)

SELECT upper(email) AS id, count(*) FROM users GROUP BY 1

SELECT sum(DISTINCT qty), avg(DISTINCT qty) FROM orders

== groups!

SELECT t.n, t.levels FROM (SELECT country, count(*) AS n, count(DISTINCT level) AS levels FROM users WHERE id > 100 GROUP BY country HAVING count(*) > 2) AS t WHERE t.n > 5 ORDER BY n, levels, country

WITH t AS (SELECT country, plan, sum(balance) AS total FROM users GROUP BY country, plan) SELECT country, max(total), count(*) OVER () FROM t GROUP BY country ORDER BY country NULLS FIRST

WITH "T 1" AS NOT MATERIALIZED (SELECT DISTINCT country, level FROM users) SELECT country, count(*), sum(level) FROM "T 1" WHERE country <> 'DE' GROUP BY 1 ORDER BY 1

SELECT * FROM (SELECT country, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS r FROM users GROUP BY country) t WHERE r <= 2 ORDER BY r, country

SELECT n, count(*) FROM (SELECT user_id, count(*) AS n FROM orders GROUP BY user_id) t GROUP BY n ORDER BY n

SELECT country, count(*) AS n FROM users GROUP BY country ORDER BY n DESC, country LIMIT 3

SELECT plan, count(*) FROM users WHERE plan > 'free' GROUP BY plan ORDER BY plan

SELECT name FROM users GROUP BY name ORDER BY name NULLS FIRST

SELECT country, stddev(balance), stddev_samp(age), stddev_pop(qty), var_pop(amount), var_samp(amount), variance(level) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY country ORDER BY country COLLATE "C" NULLS FIRST

SELECT level, stddev(balance * 1000000007), variance(balance / 1000003), stddev_pop(score) FILTER (WHERE score <> 'NaN') FROM users GROUP BY level ORDER BY level

SELECT level, stddev(score), var_samp(score), avg(score) FROM users GROUP BY level ORDER BY level

SELECT active, avg(placed_at - '2024-01-01'), sum(qty::smallint), avg(qty::bigint), sum(o.id) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY active ORDER BY 1

SELECT plan AS p, count(DISTINCT country), count(DISTINCT level) FILTER (WHERE active), sum(DISTINCT age), avg(DISTINCT level), array_agg(DISTINCT age), count(*), sum(balance) FROM users GROUP BY p ORDER BY p

SELECT country, rank() OVER (ORDER BY count(*) DESC, country), sum(count(*)) OVER () AS all_rows, count(*) * 100 / sum(count(*)) OVER () FROM users GROUP BY country ORDER BY 2

SELECT date_trunc('month', placed_at) AS month, sum(amount) total, round(avg(amount), 2) FROM orders GROUP BY month ORDER BY total DESC NULLS LAST, month LIMIT 5 OFFSET 1

SELECT u.level, max(o.amount) - min(o.amount), count(o.id) FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE u.active IS NOT NULL GROUP BY u.level HAVING count(o.id) > 1 AND bool_or(u.active) ORDER BY count(*), u.level

SELECT CASE WHEN level > 1 THEN 'high' ELSE 'low' END AS kind, count(*) FILTER (WHERE active), bit_xor(id) FROM users GROUP BY 1 ORDER BY 1 DESC

SELECT level + 1, count(*), 2 * (level + 1) AS twice FROM users GROUP BY level + 1 ORDER BY level + 1

SELECT level, GROUPING(level), sum(balance), count(DISTINCT plan) FROM users GROUP BY ROLLUP (level) ORDER BY GROUPING(level), level

SELECT count(DISTINCT upper(email)), max(lower(country)), min(DISTINCT balance) FROM users

== broadcast

SELECT u.country, count(*) AS c, sum(o.amount) AS s FROM orders o JOIN users u ON u.id = o.id WHERE o.status = 'paid' GROUP BY u.country

SELECT count(*), avg(a.age), max(b.name) FROM users a JOIN orders b2 ON b2.user_id = a.id JOIN cities b ON b.people = a.age WHERE b.name >= 'City 3'

SELECT count(DISTINCT u.level), count(*) FROM users u, cities c WHERE c.country IN ('DE', 'FR') AND u.country = c.country

== broadcast!

SELECT u.country, stddev(o.amount), max(u.name), count(*) FILTER (WHERE u.active) FROM public.orders o JOIN public.users u ON u.id = o.qty * 10 WHERE o.status = 'open' GROUP BY u.country HAVING count(*) > 1 ORDER BY 1

SELECT DISTINCT u.level, c.name FROM users u JOIN cities c ON c.country = u.country WHERE c.people < 50 AND u.active ORDER BY 1, 2 LIMIT 30

== gather

SELECT count(*) FROM (SELECT row_number() OVER (PARTITION BY country) AS n FROM users) t WHERE n <= 3

SELECT length(name) AS n, count(*), min(id) FROM users GROUP BY length(name) ORDER BY length(name) DESC NULLS LAST FETCH FIRST 3 ROWS WITH TIES

SELECT id FROM users WHERE id = 5 IS FALSE

SELECT public.users.id FROM public.users

SELECT user_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY qty) AS median FROM orders WHERE user_id = 400 OR user_id = 5 GROUP BY user_id

SELECT id AS offset, email AS from FROM users

SELECT u.to_jsonb FROM users u UNION ALL SELECT NULL

SELECT blob FROM users

SELECT j.x FROM (orders o JOIN metrics m ON m.tenant = o.qty) AS j(x)

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age), percentile_disc(0.3) WITHIN GROUP (ORDER BY balance), mode() WITHIN GROUP (ORDER BY level) FROM users

SELECT array_agg(id ORDER BY id), string_agg(email, '; ' ORDER BY email, id) FROM users

SELECT id, count(*) OVER (PARTITION BY country) FROM users

SELECT id, lag(balance) OVER (ORDER BY id), sum(age) OVER w FROM users WINDOW w AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)

SELECT u.id, o.id FROM users u JOIN orders o ON o.id = u.id

SELECT c.code, c.name, u.id FROM countries c LEFT JOIN users u ON u.country = c.code

SELECT c.code, count(u.id) FROM countries c LEFT JOIN users u ON u.country = c.code GROUP BY c.code

SELECT a.id, b.id FROM users a JOIN users b ON a.id = b.age + 1

SELECT a.id, b.id FROM users a LEFT JOIN users b ON a.level = b.id

SELECT u.id, o.id FROM users u RIGHT JOIN orders o ON o.user_id = u.id

SELECT u.id, o.id FROM users u FULL JOIN orders o ON o.user_id = u.id

SELECT id, qty FROM users u NATURAL JOIN orders

SELECT id, u.email, o.qty FROM users u JOIN orders o USING (id)

SELECT u.id, x.n FROM users u, LATERAL (SELECT count(*) AS n FROM orders o WHERE o.user_id = u.id) x

SELECT u.id, x.* FROM users u CROSS JOIN LATERAL (SELECT * FROM orders o WHERE o.user_id = u.id ORDER BY o.id LIMIT 1) x

SELECT id FROM users WHERE id IN (SELECT user_id FROM orders WHERE qty > 7)

SELECT id FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id)

SELECT id FROM users u WHERE NOT EXISTS (SELECT * FROM orders o WHERE o.user_id = u.id)

SELECT id, (SELECT max(amount) FROM orders) FROM users WHERE balance > (SELECT avg(balance) FROM users)

WITH big AS (SELECT * FROM orders WHERE amount > 2) SELECT count(*), sum(amount) FROM big

WITH a AS (SELECT id FROM users WHERE active), b AS (SELECT user_id FROM orders) SELECT count(*) FROM a JOIN b ON a.id = b.user_id

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT n.i, u.email FROM n JOIN users u ON u.id = n.i

WITH x AS (SELECT 1 AS n) SELECT u.id FROM x, users AS u WHERE u.id = x.n + 4

SELECT id FROM users UNION SELECT user_id FROM orders

SELECT id FROM users UNION ALL SELECT user_id FROM orders

SELECT user_id FROM orders EXCEPT SELECT id FROM users

SELECT id FROM users INTERSECT ALL SELECT user_id FROM orders

(SELECT id FROM users WHERE active) UNION (SELECT 7)

TABLE users

SELECT * FROM users u JOIN settings s ON s.user_id = u.id

SELECT u.id, f.name, f.lit FROM users u JOIN flags f ON f.user_id = u.id

SELECT s.name, f.name FROM settings s JOIN flags f USING (user_id)

SELECT u.id, s.name, f.name FROM users u JOIN settings s ON s.user_id = u.id JOIN flags f ON f.user_id = u.id

SELECT u.id, s.name, f.name FROM users u JOIN settings s ON s.user_id = u.id JOIN flags f ON f.user_id = u.id WHERE u.id = 260

SELECT u.id, f.name, s.name FROM users u JOIN flags f ON f.user_id = u.id JOIN settings s ON s.user_id = u.id WHERE u.id = 260

SELECT s.name, u.email FROM settings s LEFT JOIN users u ON u.id = s.user_id

SELECT count(*) FROM cities c JOIN users u ON u.country = c.country

SELECT v.n, u.email FROM (VALUES (5), (300)) v(n) JOIN users u ON u.id = v.n

SELECT to_jsonb(u) FROM users u UNION ALL SELECT NULL

SELECT row_to_json(x) FROM (SELECT DISTINCT ON (country) * FROM users ORDER BY country, id) x

SELECT x.email FROM (SELECT DISTINCT ON (country) * FROM users ORDER BY country, id) x

SELECT first FROM orders o(first) WHERE EXISTS (SELECT 1 FROM orders p WHERE p.user_id > 5)

SELECT max(length(set::text)) FROM orders set

SELECT max(length(x::text)) FROM ONLY (orders) x

SELECT max(length(o::text)) FROM orders * o

SELECT md5(string_agg(u::text, ',' ORDER BY id)) FROM users u

SELECT count(*) FROM users WHERE created_at < now()

SELECT id FROM users WHERE attributes ? 'a' AND id IN (SELECT user_id FROM orders)

SELECT d FROM generate_series(timestamptz '2024-01-01', '2024-01-03', '1 day') d, users WHERE users.id = 5

SELECT e."Key", c.name FROM odd."Odd Events" e LEFT JOIN cities c ON c.id = e."from"

SELECT public.users.country, count(public.users.id) FROM public.users GROUP BY public.users.country

SELECT id FROM users ORDER BY id FETCH FIRST 1 ROW WITH TIES

SELECT id FROM users LIMIT (SELECT 1000)

SELECT json_agg(x ORDER BY x.id) FROM (SELECT id, amount, note FROM orders) x

SELECT jsonb_object_agg(id, status) FROM orders

SELECT u.count FROM users u

SELECT id FROM users WHERE created_at > '10:00 today'

SELECT count(DISTINCT (level, age)), count(*) FROM users

SELECT id FROM users WHERE id IN (SELECT user_id FROM orders) AND id = 5

SELECT xmlagg(xmlelement(name x, id) ORDER BY id) FROM users

SELECT user_id, mode() WITHIN GROUP (ORDER BY qty) FROM orders GROUP BY user_id

SELECT id FROM users ORDER BY balance FETCH FIRST 2 ROWS WITH TIES

SELECT u.id, j.v FROM users u, JSON_TABLE(u.attributes, '$.b[*]' COLUMNS (v int PATH '$')) AS j

SELECT array_agg(qty) IS NULL, count(*) FROM orders

SELECT string_agg(qty::text, '') IS NULL FROM orders WHERE false

SELECT regr_count(qty, id), corr(qty, 1) FROM orders

SELECT count(*) FROM (SELECT id FROM users ORDER BY id LIMIT 10) x

== gather!

SELECT id, unnest(tags) AS tag FROM users WHERE id IS NOT NULL ORDER BY cardinality(tags), lower(email), id LIMIT 2

SELECT count(*), max(tag) FROM (SELECT unnest(tags) AS tag FROM users ORDER BY cardinality(tags), id LIMIT 2) x

SELECT o.status, count(*), count(c.id) FROM orders o LEFT JOIN cities c ON c.id = o.qty WHERE o.qty > 3 GROUP BY o.status ORDER BY count(*), o.status

SELECT * FROM (SELECT id, country, balance, rank() OVER (PARTITION BY country ORDER BY balance DESC NULLS LAST) AS r FROM users) t WHERE r <= 3 ORDER BY country, r, id

SELECT t.id, r FROM (SELECT id, dense_rank() OVER (ORDER BY age % 7) AS r FROM users u WHERE active) AS t WHERE 2 > t.r AND id > 3 ORDER BY id

SELECT country, id, row_number FROM (SELECT *, row_number() OVER (PARTITION BY country, level ORDER BY born, id DESC) FROM users) t WHERE row_number = 2 ORDER BY country, level, id

WITH ranked AS (SELECT id, name, rank() OVER (w) AS r, rank() OVER (PARTITION BY plan ORDER BY level) AS q FROM users WINDOW w AS (PARTITION BY plan ORDER BY level)) SELECT * FROM ranked WHERE r BETWEEN 1 AND 4 ORDER BY id

WITH ranked AS (SELECT id, rank() OVER (PARTITION BY level ORDER BY ratio DESC) AS r, dense_rank() OVER (PARTITION BY level ORDER BY ratio DESC) d, row_number() OVER (PARTITION BY level ORDER BY ratio DESC) AS n FROM users) SELECT id, r, d FROM ranked WHERE d IN (1, 3) AND r <= 9 ORDER BY id

SELECT id, r FROM (SELECT id, rank() OVER (PARTITION BY plan ORDER BY attributes) AS r, sum(age) OVER (PARTITION BY plan ORDER BY attributes) AS total FROM users) t WHERE r <= 2 ORDER BY id

SELECT id, r FROM (SELECT id, rank() OVER (PARTITION BY plan ORDER BY score) AS r FROM users) t WHERE r <= 2 ORDER BY id

SELECT t.id, t.r, c.name FROM (SELECT id, country, rank() OVER (PARTITION BY country ORDER BY email COLLATE "C") AS r FROM users) t JOIN countries c ON c.code = t.country WHERE r < 3 ORDER BY id

SELECT c.code, t.id, t.r FROM countries c LEFT JOIN (SELECT id, country, rank() OVER (PARTITION BY country ORDER BY lower(email), length(name)) AS r FROM users WHERE id > 20) t ON t.country = c.code WHERE r <= 1 ORDER BY code, id

SELECT t.id, u.level FROM (SELECT id, rank() OVER (ORDER BY balance DESC NULLS LAST) AS r FROM users) t JOIN users u ON u.id = t.id WHERE r <= 5 ORDER BY 1

SELECT user_id, id, r FROM (SELECT user_id, id, rank() OVER (PARTITION BY user_id ORDER BY amount DESC NULLS LAST) AS r FROM orders) t WHERE r = 1 ORDER BY id

SELECT count(*), max(r), min(r) FROM (SELECT rank() OVER (ORDER BY age) AS r FROM users WHERE id > 5) t WHERE r <= -1 OR r <= 20

SELECT level, count(*) FROM (SELECT level, rank() OVER (PARTITION BY level ORDER BY weight) AS r FROM users) t WHERE r <= 2 GROUP BY level HAVING count(*) > 1 ORDER BY level LIMIT 3

SELECT x.id FROM (SELECT id, name FROM users WHERE active ORDER BY id DESC LIMIT 20) x ORDER BY x.name, x.id

SELECT id FROM users ORDER BY id FETCH FIRST 5 ROWS ONLY

SELECT id, name FROM users ORDER BY name, id

SELECT id, name FROM users ORDER BY name COLLATE "C" DESC, id LIMIT 30

SELECT id, plan FROM users ORDER BY plan, id

SELECT id, country FROM users ORDER BY country DESC NULLS LAST, id LIMIT 20

SELECT id, tags FROM users ORDER BY tags, id

SELECT id, attributes FROM users ORDER BY attributes, id

SELECT id, span FROM users ORDER BY span, id

SELECT id, wake FROM users ORDER BY wake, id

SELECT id, blob FROM users ORDER BY blob, id

SELECT id FROM users ORDER BY lower(email), id

SELECT id FROM users ORDER BY id + 0 DESC

SELECT DISTINCT ON (country) country, id, email FROM users ORDER BY country, id DESC

SELECT DISTINCT ON (country) * FROM users ORDER BY country, id DESC

SELECT id, row_number() OVER (ORDER BY balance DESC NULLS LAST, id) FROM users ORDER BY 2

SELECT lower(email) AS email, id FROM users ORDER BY email, id

SELECT id FROM users UNION SELECT user_id FROM orders ORDER BY 1 LIMIT 20

SELECT id FROM users ORDER BY id LIMIT NULL

== side

SELECT relname FROM pg_class WHERE relname = 'users'

SELECT current_database()

SELECT now()

SELECT random() < 2

SHOW server_version

EXPLAIN SELECT * FROM users

SELECT * FROM information_schema.tables

SELECT order_count(NULL)

EXPLAIN (COSTS OFF) SELECT id FROM users WHERE id = 5

== refused

INSERT INTO users (id) VALUES (1)

DELETE FROM users

UPDATE users SET email = ''

WITH gone AS (DELETE FROM users RETURNING id) SELECT * FROM gone

SELECT u.id, current_user FROM users u

SELECT ctid, id FROM users ORDER BY lower(email)

SELECT c.code, (SELECT count(*) FROM users WHERE ctid = '(0,1)') FROM countries c

SELECT tableoid::regclass, count(*) FROM users GROUP BY 1

SELECT id FROM users FOR UPDATE

SELECT id FROM users FOR NO KEY UPDATE

SELECT * FROM user_view

SELECT u.id FROM users u JOIN pg_class c ON c.relname = u.email

SELECT id, more_than_orders(id, 1) FROM users

SELECT id FROM users WHERE id <%% 1

SELECT id FROM users u WHERE u.order_count > 3

SELECT u.order_count FROM users u WHERE u.id = 5

SELECT order_count(u) FROM users u

WITH users AS (SELECT 1 AS id) SELECT * FROM users

SELECT U&"id" FROM users

SELECT u FROM users u ORDER BY lower(email)

SELECT u.id, u.email, count(o.id) FROM users u JOIN orders o ON o.id = u.id GROUP BY u.id

COPY users TO STDOUT

SET timezone = 'UTC'

BEGIN

SELECT * FROM users TABLESAMPLE SYSTEM (50)

SELECT nextval('tickets')

SELECT * INTO copied FROM users

SELECT u.id, pg_backend_pid() FROM users u

SELECT id FROM users FOR SHARE

EXPLAIN ANALYZE DELETE FROM users

MERGE INTO users u USING orders o ON u.id = o.user_id WHEN MATCHED THEN DELETE

CALL wipe_out()

DO $do$ BEGIN DELETE FROM orders; END $do$

LISTEN x

TRUNCATE users

VACUUM

CREATE TABLE x (id int)

INSERT INTO users SELECT * FROM users

INSERT INTO users (id, email) VALUES (1, '') ON CONFLICT DO NOTHING

UPDATE users SET id = 5 WHERE id = 1

DELETE FROM users WHERE id = 5

COPY users FROM STDIN

SELECT id FROM users WHERE id = $1
