-- 台账库的用户分组（角色）和权限。由库的管理员运行，可以反复运行：
--
--     psql -v ON_ERROR_STOP=1 -1 -f roles.sql 'postgresql://管理员@主机/库'
--
-- 先建库、建表，再运行本文件；程序升级以后（表有增加时）再运行一遍。
--   1. 建一个普通用户做库的所有者，不要用超级用户（超级用户看得到所有镇，几个镇隔不开）：
--          create role taizhang login;    create database district owner taizhang;
--   2. 以它的名义建第一个镇的台账（hazardctl init 或 hazardctl move），再建别的镇；
--   3. 运行本文件（超级用户，或有 createrole 权限的所有者）。
--
-- 四个分组，都不能登录，授给人用：
--   hazardctl_clerk     经办：查、登记本镇的；流水、并入的流水、印发、附件只能加，不能改、不能删；不能改表
--   hazardctl_reader    只读：只能查本镇的
--   hazardctl_district  区里：看得到全部镇（只管看得到哪些镇，能不能写要看另授 clerk 还是 reader）
--   hazardctl_tipoffs   举报内容：只有它能看、能填举报的正文；不授给它的人照常办别的事
--
-- 添一个人（王某，白羊镇 BY 的经办，能看举报内容）：
--          create role wang login;
--          grant hazardctl_clerk, hazardctl_tipoffs to wang;
--          insert into hazardctl_member values ('wang', 'BY');
-- 一个人管几个镇就加几行。区里的人不用加：grant hazardctl_reader, hazardctl_district to li;
-- 人走了：delete from hazardctl_member where role = 'wang';  drop role wang;
-- 镇名（--town 也认镇名）：update hazardctl_town set name = '白羊镇' where town = 'BY';
-- 口令不写在地址里、命令里：各人放进 PGPASSFILE 所指的文件；连接加密用地址里的 ?sslmode=verify-full。
--
-- 谁看得到哪一行，由每张表的行级安全（row level security）管，按 hazardctl_member 和登录名，
-- 与程序无关：用 psql 直接连上来也一样。

do $$
declare
    one text;
begin
    foreach one in array array['hazardctl_clerk', 'hazardctl_reader', 'hazardctl_district', 'hazardctl_tipoffs'] loop
        if not exists (select 1 from pg_roles where rolname = one) then
            execute format('create role %I nologin', one);
        end if;
    end loop;
    if to_regclass('hazardctl_town') is null then
        raise exception '这个库里还没有台账（或还没有升级）：先以所有者的名义运行 hazardctl init 或 hazardctl status';
    end if;
    execute format('grant usage on schema %I to hazardctl_clerk, hazardctl_reader, hazardctl_district, hazardctl_tipoffs',
                   current_schema);
    -- PostgreSQL 15 以前，谁都能在 public 里建表。
    execute format('revoke create on schema %I from public', current_schema);
    execute format('grant create on schema %I to %I', current_schema,
                   (select r.rolname from pg_roles r join pg_class c on c.relowner = r.oid
                    where c.oid = to_regclass('hazardctl_schema')));
end $$;

do $$
declare
    one record;
begin
    for one in
        select c.relname as name from pg_class c
        where c.relnamespace = to_regnamespace(current_schema) and c.relkind in ('r', 'p')
          and not c.relispartition  -- 分区（scripts/partitions.py）自己不认得镇：只经由整张表去查
    loop
        execute format(
            'revoke all on %I from public, hazardctl_clerk, hazardctl_reader, hazardctl_district, hazardctl_tipoffs',
            one.name);
        if one.name = 'secret' then
            execute format('grant select, insert, update on %I to hazardctl_tipoffs', one.name);
        elsif one.name in ('hazardctl_town', 'hazardctl_schema', 'migration') then
            execute format('grant select on %I to hazardctl_clerk, hazardctl_reader', one.name);
        elsif one.name in ('journal', 'source_entry', 'issue', 'hazardctl_evidence') then
            execute format('grant select on %I to hazardctl_reader', one.name);
            execute format('grant select, insert on %I to hazardctl_clerk', one.name);
        elsif one.name <> 'hazardctl_member' then
            execute format('grant select on %I to hazardctl_reader', one.name);
            -- 删：撤销刚登记的一步时，那一行要拿出来（流水里留着）。
            execute format('grant select, insert, update, delete on %I to hazardctl_clerk', one.name);
        end if;
    end loop;
end $$;

-- 这两个函数说登录名属于哪些镇，只读；改不了，只能问。
grant execute on function hazardctl_towns(), hazardctl_ledgers()
    to hazardctl_clerk, hazardctl_reader, hazardctl_district, hazardctl_tipoffs;
