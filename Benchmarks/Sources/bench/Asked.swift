// SPDX-License-Identifier: Apache-2.0

/// `bench [NAME…] [--rounds N] [--small] [--markdown FILE] [--json FILE]
/// [--town FOLDER]`; without names, all that do not have to be named.
struct Asked {
    private(set) var names: [String] = []
    private(set) var rounds = 7
    private(set) var isSmall = false
    private(set) var markdown: String?
    private(set) var json: String?
    /// The folder of the city that `desk` plays, or has played.
    private(set) var town: String?

    init(_ arguments: [String]) throws {
        let known = Bench.all.map { $0.name }
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--rounds": rounds = max(1, words.popFirst().flatMap { Int($0) } ?? rounds)
            case "--small": isSmall = true
            case "--markdown": markdown = words.popFirst()
            case "--json": json = words.popFirst()
            case "--town": town = words.popFirst()
            case _ where known.contains(word): names.append(word)
            default: throw BenchError("知らない語です: \(word)。測れるもの: \(known)")
            }
        }
        if names.isEmpty { names = known.filter { !Bench.onlyByName.contains($0) } }
    }
}
