// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Foundation
import Vocabulary

/// A consistent copy by `pg_dump`, in its own format (`pg_restore` reads it).
enum PostgresDump {
    static func write(_ session: PostgresSession, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreRefusal.backupExists
        }
        let schema = try session.run("SELECT current_schema()").value
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["pg_dump", "--format=custom", "--no-password", "--file=\(path)"]
            + (schema.map { ["--schema=\($0)"] } ?? [])
        // Through the environment: what stands in the arguments is seen by every user.
        process.environment = ProcessInfo.processInfo.environment.merging(options(of: session)) {
            $1
        }
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Fault(.disk, detail: "pg_dump を起動できません: \(error)")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            try? FileManager.default.removeItem(atPath: path)
            throw Fault(.disk, detail: "pg_dump: 終了状態\(process.terminationStatus)")
        }
    }

    private static func options(of session: PostgresSession) -> [String: String] {
        var found: [String: String] = [:]
        guard let list = PQconninfo(session.handle) else { return found }
        defer { PQconninfoFree(list) }
        var next = list
        while next.pointee.keyword != nil {
            if let name = next.pointee.envvar, let value = next.pointee.val {
                found[String(cString: name)] = String(cString: value)
            }
            next += 1
        }
        return found
    }
}
