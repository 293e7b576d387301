// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import HummingbirdTLS
import Jobs
import NIOCore
public import Office
import Safeguards
import Vocabulary

/// The screens of System 1 for officers: server-rendered, over TLS, nothing works without a log-in.
public enum Desk {
    /// Serves the screens until the process is asked to stop (SIGTERM, SIGINT) or the task is
    /// cancelled. Requests under way are answered first. The installation stays open.
    ///
    /// - Parameter whenReady: called once with the address that browsers open.
    /// - Returns: why it ended.
    /// - Throws: `DeskRefusal`, `Fault`; an unknown outcome of a commit ends the desk.
    @discardableResult
    public static func serve(
        _ installation: Installation, settings: DeskSettings,
        whenReady: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Ending {
        // What a stopped process left open ends with the cause 再起動.
        try installation.accounts.closeOpenSessions()
        let tls = try ServerCertificate.configuration(
            settings.certificate, host: settings.name ?? settings.host,
            data: installation.settings.dataDirectory, now: installation.settings.clock.now(),
            terminals: settings.terminalAuthority)
        let reception = try await reception(installation, settings)
        reception.desk.uploads.clear()
        try reception.desk.takeUpJobs()
        reception.desk.tidyClaimFiles()
        reception.desk.tidyPrints()
        let app = Application(
            router: reception.router(), server: try .tls(.http1(), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                whenReady("https://\(settings.name ?? settings.host):\(port)/")
            })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await app.runService()
                } catch let error as IOError {
                    throw DeskRefusal(error, settings) ?? error
                }
            }
            group.addTask { try await sweep(installation, reception.desk) }
            // The first to end ends the desk: a signal, or an unknown outcome.
            try await group.next()
            group.cancelAll()
        }
        // What runs behind the pages ends at its next safe point.
        await reception.desk.runner.drain()
        await reception.desk.jobs.drain()
        reception.desk.uploads.clear()
        return reception.desk.mustReset ? .resetAsked : .stopped
    }

    /// Why a desk ended.
    public enum Ending: Sendable {
        case stopped
        /// An officer wants the town for practice as it was at the beginning.
        case resetAsked
    }

    static func reception(
        _ installation: Installation, _ settings: DeskSettings
    ) async throws -> Reception {
        let desk = try await DeskRoom(installation, settings)
        try await desk.threads.run { desk.lookAtScanner() }
        return Reception(desk: desk, book: try RouteBook.complete())
    }

    /// Ends sessions whose time is over, once a minute; returns when the desk must stop.
    private static func sweep(_ installation: Installation, _ desk: DeskRoom) async throws {
        var seconds = 0
        while !desk.hasStopped, !desk.mustReset {
            try await Task.sleep(for: .seconds(1))
            seconds += 1
            try await tolerant(desk) { try installation.accounts.writeSeen() }
            guard seconds.isMultiple(of: 60) else { continue }
            // Each for itself: where one keeps failing, the other is still done.
            try await tolerant(desk) { _ = try installation.accounts.endOverdueSessions() }
            try await tolerant(desk) { _ = try installation.accounts.carryOutRevocations() }
            try await tolerant(desk) { try desk.goOnWithPaused() }
            desk.uploads.sweep()
            try await desk.threads.run { desk.lookAtScanner() }
        }
    }

    /// A fault of the disk that passes does not end the desk: the next round does the same again.
    private static func tolerant(
        _ desk: DeskRoom, _ body: @escaping @Sendable () throws -> Void
    ) async throws {
        do {
            try await desk.threads.run(body)
        } catch let fault as Fault where fault.kind == .unknownOutcome {
            throw fault
        } catch {
            Journal.write("sweep \(type(of: error))")
        }
    }
}
