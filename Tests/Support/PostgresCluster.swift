// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A throw-away PostgreSQL server for tests: its own folder, its own socket, no network. Started
/// when first asked for, once a test process, and stopped when the process ends.
///
/// `initdb` refuses root, so as root everything runs as `postgres` or `nobody`.
public final class PostgresCluster: Sendable {
    /// Why there is no server.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private static let shared = Result { try PostgresCluster() }

    /// The one of this process.
    public static func running() throws -> PostgresCluster { try shared.get() }

    private let folder: String
    private let binaries: String
    private let user: String?

    /// The connection string of libpq.
    public var connection: String { "host=\(folder) user=tester dbname=postgres" }

    private convenience init() throws {
        // Not the temporary folder of the user: a socket path may have 107 bytes only.
        let name = "hg-pg-\(ProcessInfo.processInfo.processIdentifier)"
        try self.init(folder: "/tmp/\(name)")
    }

    private init(folder: String) throws {
        self.folder = folder
        binaries = try PostgresCluster.findBinaries()
        user = PostgresCluster.serverUser()
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        if let user { try PostgresCluster.run("/bin/chown", [user, folder]) }
        try asUser([
            "\(binaries)/initdb", "--pgdata=\(folder)/data", "--username=tester", "--auth=trust",
            "--locale-provider=icu", "--icu-locale=ja-JP", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-sync", "--no-instructions",
        ])
        try start()
        PostgresCluster.stopAtExit(self)
    }

    /// Starts the server; for tests that stopped it.
    public func start() throws {
        let options =
            "-c listen_addresses= -c unix_socket_directories=\(folder) -c fsync=off "
            + "-c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB"
        try asUser([
            "\(binaries)/pg_ctl", "--pgdata=\(folder)/data", "--wait", "--log=\(folder)/log",
            "--options=\(options)", "start",
        ])
    }

    /// Stops the server at once, as a crash does.
    public func stop() throws {
        try asUser([
            "\(binaries)/pg_ctl", "--pgdata=\(folder)/data", "--wait", "--mode=immediate", "stop",
        ])
    }

    /// A server of a test's own, for tests that stop and start it; call `remove` at the end.
    public static func separate() throws -> PostgresCluster {
        let name = try running().folder + "s\(UInt32.random(in: 0...UInt32.max))"
        return try PostgresCluster(folder: name)
    }

    /// Stops the server and removes its folder.
    public func remove() {
        try? stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func findBinaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.compactMap { Int($0) }.sorted().last { version in
            FileManager.default.isExecutableFile(atPath: "\(root)/\(version)/bin/initdb")
        }
        guard let newest else {
            throw Failure(description: "PostgreSQLのinitdbが \(root) にありません（apt: postgresql）")
        }
        return "\(root)/\(newest)/bin"
    }

    /// `nil` when we are not root ourselves.
    private static func serverUser() -> String? {
        guard geteuid() == 0 else { return nil }
        return getpwnam("postgres") != nil ? "postgres" : "nobody"
    }

    private func asUser(_ command: [String]) throws {
        if let user {
            try PostgresCluster.run("/sbin/runuser", ["-u", user, "--"] + command)
        } else {
            try PostgresCluster.run(command[0], Array(command.dropFirst()))
        }
    }

    /// Runs a program and waits for it. Not Foundation's `Process`: that waits until every heir of
    /// a socket has closed it, and a server started by `pg_ctl` never does.
    private static func run(_ program: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // What is not open is passed over.
        for descriptor in Int32(3)..<256 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        let command = ["/usr/bin/env", "-C", "/", program] + arguments
        let environment = ["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8"]
        var words = command.map { (text: String) in strdup(text) }
        var variables = environment.map { (text: String) in strdup(text) }
        defer { for text in words + variables { free(text) } }
        words.append(nil)
        variables.append(nil)
        var child = pid_t()
        let error = posix_spawn(&child, command[0], &actions, nil, words, variables)
        var status: Int32 = 0
        while error == 0, waitpid(child, &status, 0) == -1, errno == EINTR {}
        guard error == 0, status == 0 else {
            let text = command.joined(separator: " ")
            throw Failure(description: "起動の誤り\(error)、終了状態\(status >> 8): \(text)")
        }
    }

    private static let started = ClusterList()

    private static func stopAtExit(_ cluster: PostgresCluster) {
        if started.add(cluster) { atexit { PostgresCluster.started.removeAll() } }
    }
}

/// The servers to stop when the process ends.
private final class ClusterList: @unchecked Sendable {
    private let lock = NSLock()
    private var clusters: [PostgresCluster] = []

    /// Whether it is the first.
    func add(_ cluster: PostgresCluster) -> Bool {
        lock.withLock {
            clusters.append(cluster)
            return clusters.count == 1
        }
    }

    func removeAll() {
        let all = lock.withLock { clusters }
        for cluster in all { cluster.remove() }
    }
}
