// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Runs the scripts of `Peers/` and reads what they measured.
struct Peers {
    /// What OpenFisca took for the whole city and for one child.
    struct OpenFisca {
        let seconds: [Double]
        let megabytes: Double
        let whatIfSeconds: Double
        /// From SQLite to SQLite.
        let databaseSeconds: Double
    }

    private let python: String
    private let scripts: String

    /// Prepares the tools, or says why they are left out.
    init?(_ course: Course) {
        scripts = course.root.path + "/Benchmarks/Peers"
        let place = FileManager.default.temporaryDirectory.path
        let answer = try? Program.run("/bin/bash", [scripts + "/prepare", place])
        guard let answer, answer.status == 0,
            let path = answer.output.split(separator: "\n").last
        else {
            course.skip("他の道具との比較", because: "pip に届かないか、python3 がありません")
            return nil
        }
        python = String(path)
    }

    func openFisca(children: Int) throws -> OpenFisca {
        let told = try json(
            "peer_openfisca.py", [String(children), "--db", "--json", "0", "--repeat", "7"])
        let runs = told["vectorised_runs"] as? [[String: Any]] ?? []
        let check = told["checksum"] as? [String: Any]
        try agree(check?["total_yen"] as? Int, check?["crc32_int64le_month_major"], children)
        let whatIf = told["one_child_what_if_ms"] as? [String: Any]
        let database = told["sqlite_end_to_end"] as? [String: Any]
        return OpenFisca(
            seconds: runs.compactMap { $0["total_s"] as? Double },
            megabytes: told["peak_rss_mb"] as? Double ?? 0,
            whatIfSeconds: (whatIf?["p50"] as? Double ?? 0) / 1_000,
            databaseSeconds: database?["total_s"] as? Double ?? 0)
    }

    /// Seconds of one SQL statement over the city, from table to table.
    func oneStatement(children: Int) throws -> [Double] {
        let told = try json("peer_sqlite.py", [String(children)])
        return told["total_s"] as? [Double] ?? []
    }

    /// Child-months a second.
    func zen(children: Int) throws -> Double {
        let answer = try Program.run(python, [scripts + "/peer_zen.py", String(children)])
        let words = answer.output.split(separator: " ")
        guard let place = words.firstIndex(of: "s"), place + 1 < words.count,
            let rate = Double(words[place + 1])
        else { throw BenchError("peer_zen.py: \(answer.output)") }
        return rate
    }

    private func agree(_ yen: Int?, _ crc: Any?, _ children: Int) throws {
        guard let expected = CityAnswer.expected(children: children) else { return }
        guard yen == expected.yen, crc as? String == String(expected.crc, radix: 16) else {
            throw BenchError("OpenFisca の照合値が違います: \(yen ?? 0) \(crc ?? "")")
        }
    }

    private func json(_ script: String, _ words: [String]) throws -> [String: Any] {
        let answer = try Program.run(python, ["\(scripts)/\(script)"] + words)
        guard answer.status == 0,
            let told = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
                as? [String: Any]
        else { throw BenchError("\(script) が終わりませんでした") }
        return told
    }
}
