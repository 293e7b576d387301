// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Oversight
import Safeguards

/// The log for a separate analyser, as JSON lines or syslog lines (R-86b).
enum LogExport {
    static func produce(_ visit: Visit) async throws -> Answer {
        guard let form = ExportLog.Form(rawValue: visit.form["form"]) else {
            throw DeskRefusal.notFound
        }
        let after = Int64(visit.form["after"]) ?? 0
        let host = visit.desk.settings.host
        let installation = visit.installation
        let bytes = try await visit.perform { scope -> [UInt8] in
            var bytes: [UInt8] = []
            var count = 0
            try ExportLog.perform(form, after: after, host: host, in: scope) { line in
                bytes += Array(line.utf8) + [0x0A]
                count += 1
            }
            try PrintLog.record(
                PrintedOutput("ログの外部解析用の出力", form: .file, expected: count, produced: count),
                ceilings: installation.ceilings, in: scope)
            return bytes
        }
        let ending = form == .json ? "jsonl" : "log"
        return .attachment(bytes, name: "log-after-\(after).\(ending)")
    }
}
