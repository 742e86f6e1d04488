"""Draw clusters of a compared database at random, to be judged by reading: does every member carry the same quote?

python tests/benchmarks/draw_clusters.py news.db --number 100 --seed 11
"""

import argparse
import sqlite3
from pathlib import Path
from random import Random

_MEMBERS = """select article.source_id, coalesce(outlet.name, ''), coalesce(attribution.speaker_name, ''), content_text
  from variant
  join attribution on attribution.id = variant.attribution_id
  join article on article.id = attribution.article_id
  left join outlet on outlet.id = article.publisher_id
  where cluster_id = ? order by variant.similarity desc, attribution.stable_key"""


def main() -> None:
    """Print the clusters, each with its stable key and members."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("database", type=Path)
    options.add_argument("--number", type=int, default=100)
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--width", type=int, default=200, help="characters of each content that are shown")
    told = options.parse_args()
    connection = sqlite3.connect(f"file:{told.database}?mode=ro", uri=True)
    clusters = connection.execute("select stable_key, id from variant_cluster order by stable_key").fetchall()
    Random(told.seed).shuffle(clusters)
    for number, (key, cluster_id) in enumerate(clusters[: told.number], 1):
        print(f"{number}. {key}")
        for article, outlet, speaker, content in connection.execute(_MEMBERS, (cluster_id,)):
            print(f"   {article} {outlet} | {speaker} | {' '.join(content.split())[: told.width]}")
    connection.close()


if __name__ == "__main__":
    main()
