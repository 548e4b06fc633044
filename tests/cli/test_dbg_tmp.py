from tests.cli import test_merge_property as t
from tests.cli.conftest import *
import os, pytest, json
def order_told(self, name):
    return t.Ledgers._told(self, name)
@pytest.mark.parametrize("seed", [int(x) for x in os.environ["SEEDS"].split(",")])
def test_it(office, tmp_path, seed):
    log = []
    run = t.Ledgers.run
    def logged(self, name, *words, **kw):
        done = run(self, name, *words, **kw)
        log.append((name, " ".join(w.rpartition('/')[2] for w in words)[:160], done.code, (done.out+done.err).strip().splitlines()[0][:90] if (done.out+done.err).strip() else ''))
        return done
    t.Ledgers.run = logged
    try:
        t.test_in_whatever_order_they_are_merged.hypothesis.inner_test(office, tmp_path, seed, 6 + seed % 25)
    except AssertionError as e:
        for line in log: 
            if line[2]==0: print("LOG", line)
        print("ERR", str(e)[:3000])
        raise
    finally:
        t.Ledgers.run = run
