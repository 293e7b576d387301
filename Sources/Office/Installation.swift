// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Copying
import Database
public import Entitlement
public import Formats
import Foundation
public import Jobs
public import Ledger
public import Links
import NumberGate
import Payments
public import Registers
public import Safeguards
public import Scheme
import Vault
import Vocabulary

/// One municipality's office, opened: both systems, each behind its own gate, with the law, the
/// layouts and the port between them. Whoever needs the parts gets them from here.
public final class Installation: Sendable {
    public let settings: InstallationSettings
    public let book: SchemeBook
    /// The book of the prefecture that subsidises the scheme (県補助), where the scheme names one.
    public let subsidyBook: SchemeBook?
    public let law: EligibilityLaw
    public let layouts: LayoutLibrary
    /// Open days of the office and of banks.
    public let days: OpenDays
    /// System 1 福祉総合システム.
    public let casework: Gate
    /// System 2 団体内統合宛名システム.
    public let addressee: Gate
    /// System 2 as System 1 sees it.
    public let directory: any AddresseeDirectory
    /// 情報照会 as System 1 asks System 2 for it.
    public let inquiries: any InquiryGateway
    /// What an earlier end of an entitlement would touch (過誤, 返還).
    public let consequences: any Consequences
    public let accounts: Accounts
    /// Which key does what on the screens of this office.
    public let keyboard: Keyboard
    /// The number gate of System 2, for whoever takes files with 個人番号 in.
    public let vault: NumberVault
    /// The window of System 2 for its registered peers.
    public let peers: PeerWindow
    /// 安全管理台帳 with what the rest of the house answers to it.
    public let registers: RegisterRoom
    /// Attachments of electronic applications, sealed with a key of System 1.
    public let attachments: any AttachmentStore
    /// 書類: the papers of cases, sealed as attachments are, the lists of documents, and what draws.
    public let papers: any PaperStore
    public let caseRules: CaseRules
    /// 業務暦: the days and limits of this office, with the city's own rows.
    public let year: OfficeYear
    /// The order and the papers of batches until they are printed, each file sealed with a key of its own.
    public let prints: PrintFolder
    /// The limits of copies and uses, counted as officers work.
    public let ceilings: Ceilings
    /// Every file from outside passes it before anything opens it.
    public let uploads: UploadDoor
    private let recordedBanks: MemoryBankList?
    let columns: [(KeyCabinet.System, Column)]

    /// Makes a new installation: keys, two empty databases with their tables, the first checkpoint.
    ///
    /// All or nothing: it is made beside the folder and moved there when it is whole.
    /// - Throws: `InstallationRefusal`, `BookProblems`, `Fault`.
    public static func create(_ settings: InstallationSettings) throws -> Installation {
        let files = FileManager.default
        let goal = URL(fileURLWithPath: settings.dataDirectory).standardizedFileURL
        if files.fileExists(atPath: goal.path) {
            guard try files.contentsOfDirectory(atPath: goal.path).isEmpty else {
                throw InstallationRefusal.folderIsTaken(settings.dataDirectory)
            }
        }
        let parts = try Parts(settings)
        let stage = goal.appendingPathExtension("new-\(UUID().uuidString.prefix(8))")
        let keysStayInside = settings.keysDirectory.hasPrefix(settings.dataDirectory + "/")
        let keys =
            keysStayInside
            ? stage.path + settings.keysDirectory.dropFirst(settings.dataDirectory.count)
            : settings.keysDirectory
        do {
            try files.createDirectory(
                at: stage, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            for system in KeyCabinet.System.allCases {
                let ring = try KeyCabinet(folder: keys)
                    .create(system, body: parts.body, random: settings.random)
                let column = try Column(
                    system, ring: ring, cabinet: KeyCabinet(folder: keys), data: stage.path,
                    body: parts.body, random: settings.random)
                try column.store.migrate(try Schemas.of(system))
                try column.gate(clock: settings.clock, sessionsLiveHere: false)
                    .perform(.initialise, by: .machine("init"), for: .maintenance) { scope in
                        scope.note("created")
                    }
                try column.close()
            }
            if files.fileExists(atPath: goal.path) { try files.removeItem(at: goal) }
            try files.moveItem(at: stage, to: goal)
        } catch {
            try? files.removeItem(at: stage)
            throw error
        }
        return try opened(settings, parts)
    }

    /// Opens an installation and brings its tables up to date; what a restored backup brought back
    /// of erased records is erased again, and months of the log that ended lose their keys.
    /// - Throws: `InstallationRefusal.notInstalled`, `BookProblems`, `Fault`.
    public static func open(_ settings: InstallationSettings) throws -> Installation {
        try opened(settings, nil)
    }

    private static func opened(
        _ settings: InstallationSettings, _ parts: Parts?
    ) throws -> Installation {
        let office = try openAsItIs(settings, parts)
        if !office.isLocked {
            try office.eraseAgain()
            try office.settleLogs()
        }
        return office
    }

    /// Opens an installation with whatever stands in its databases.
    /// - Parameter parts: what has been read from the books already; `nil` reads them.
    static func openAsItIs(
        _ settings: InstallationSettings, _ parts: Parts? = nil
    ) throws -> Installation {
        let folder = URL(fileURLWithPath: settings.dataDirectory)
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        for system in KeyCabinet.System.allCases {
            let file = Column.database(of: system, in: folder).path
            guard FileManager.default.fileExists(atPath: file), cabinet.holds(system) else {
                throw InstallationRefusal.notInstalled(settings.dataDirectory)
            }
        }
        return try Installation(settings, parts: parts ?? Parts(settings), cabinet: cabinet)
    }

    private init(
        _ settings: InstallationSettings, parts: Parts, cabinet: KeyCabinet
    ) throws {
        func column(_ system: KeyCabinet.System) throws -> Column {
            let column = try Column(
                system, ring: try settings.ring(of: system, body: parts.body),
                cabinet: cabinet, data: settings.dataDirectory, body: parts.body,
                random: settings.random,
                reload: { try settings.ring(of: system, body: parts.body) },
                watching: settings.watchingStores)
            try column.store.migrate(try Schemas.of(system))
            return column
        }
        let (first, second) = (try column(.casework), try column(.addressee))
        columns = [(.casework, first), (.addressee, second)]
        self.settings = settings
        book = parts.book
        subsidyBook = parts.subsidy
        layouts = parts.layouts
        days = parts.days
        law = EligibilityLaw(
            book: parts.book, office: parts.days.forLaw, incomes: TaxIncomes())
        consequences = ConsequencesOfPayments()
        let limits = LimitsFile(keysDirectory: settings.keysDirectory)
        let others = try limits.copying()
        ceilings = Ceilings(
            try first.store.read { try CopyingTerms.read(from: $0, others: others) })
        uploads = UploadDoor(
            settings.scanner, terms: settings.scanTerms,
            isRehearsal: settings.numberCheck == .synthetic, clock: settings.clock)
        casework = first.gate(
            clock: settings.clock, sessionsLiveHere: true,
            watches: Hooks.watches(settings, ceilings: ceilings),
            rules: Hooks.rules(settings) + LockRule.of(first, second))
        // No person stands in the list. It is read once: procedures ask it inside their own
        // transactions, where no second one may begin.
        let today = settings.clock.now().dayInJapan
        let master = try first.store.read { try MasterBook.banks(on: today, from: $0) }
        recordedBanks = master.isEmpty ? nil : master
        addressee = second.gate(
            clock: settings.clock, sessionsLiveHere: false,
            rules: LockRule.of(first, second) + [IndexQuota(settings.indexTerms)])
        let register = try settings.peerRegister()
        directory = DirectoryOfSystem2(gate: addressee, welfare: register.peer(.welfare))
        inquiries = InquiriesOfSystem2(
            gate: addressee, catalogue: Result { try settings.inquiryCatalogue() },
            welfare: register.peer(.welfare))
        vault = try NumberVault(
            second.ring, check: settings.numberCheck, random: settings.random,
            persons: second.keys)
        peers = PeerWindow(
            gate: addressee, vault: vault, register: register, body: parts.body,
            interfaces: try InquiryInterfaces.standard())
        let sensitive = try first.ring.cipher(for: .sensitive, random: settings.random)
        func seal(_ folder: String, _ table: String) -> FileSeal {
            FileSeal(folder, table: table, cipher: sensitive, keys: first.keys)
        }
        attachments = try FolderAttachments(
            folder: settings.dataDirectory + "/attachments",
            seal: seal("attachments", "e_attachment"))
        papers = PaperFolder(
            folder: settings.dataDirectory + "/papers", seal: seal("papers", "case_paper"))
        caseRules = parts.caseRules
        year = parts.year
        prints = PrintFolder(data: settings.dataDirectory, seal: seal("prints", "job_step"))
        registers = try RegisterRoom.of(
            catalogue: .standard(),
            evidence: FolderAttachments(
                folder: settings.dataDirectory + "/registers",
                seal: seal("registers", "e_attachment")), addressee: addressee)
        accounts = try Accounts(
            gate: casework, clock: settings.clock, random: settings.random,
            contextWords: [parts.book.title], secondFactor: settings.secondFactor,
            rules: AccountRules(
                oneOfficerGrants: settings.numberCheck == .synthetic,
                departments: settings.departments, needsTerminal: settings.needsTerminal,
                isOpen: parts.days.forLaw.isOpen),
            admissions: Hooks.admissions(settings))
        keyboard = try Keyboard(casework, store: first.store)
    }

    /// The code of the municipality (団体コード); databases and keys of another one are refused.
    public var body: String { book.municipality }
    /// The code of the municipality that settings name, before anything of it is touched.
    /// - Throws: `InstallationRefusal.unknownScheme`, `BookProblems`.
    static func body(of settings: InstallationSettings) throws -> String {
        try Parts(settings).body
    }

    /// What the office has settled for taking applications in.
    public var intake: IntakeTerms {
        var terms = settings.intake
        let today = settings.clock.now().dayInJapan
        if case .found(let places, _) = book.office.receptionPlaces.on(today) {
            terms.places = places
        }
        return terms
    }
    /// The list of banks that was handed in, else the office's own master.
    public var banks: (any BankList)? { settings.banks ?? recordedBanks }
    /// The city as payer.
    /// - Throws: `InstallationRefusal.noOriginator` where the bank's code is not set yet.
    public func originator() throws -> Originator {
        guard let originator = settings.originator else { throw InstallationRefusal.noOriginator }
        return originator
    }

    /// Checks the tamper-evident log of both systems against their facts and checkpoints.
    public func verify() throws -> [(system: String, report: LedgerReport)] {
        try columns.map { ($0.0.rawValue, try $0.1.ledger.verify($0.1.store)) }
    }

    /// The public keys that the checkpoints of both systems are signed with, in the text form of
    /// signed-note: what a second reader on another machine needs.
    public var checkpointKeys: [(system: String, key: String)] {
        columns.map { ($0.0.rawValue, $0.1.ledger.verifier.text) }
    }

    /// Closes both databases; what was handed out must not be used any more.
    public func close() throws {
        for (_, column) in columns { try column.close() }
    }

    /// What is read from books before anything of the installation is touched.
    struct Parts {
        let book: SchemeBook
        let subsidy: SchemeBook?
        let layouts: LayoutLibrary
        let days: OpenDays
        let caseRules: CaseRules
        let year: OfficeYear
        let body: String

        init(_ settings: InstallationSettings) throws {
            let library = try BookReading.library(settings.schemesDirectory)
            guard let book = library.book(settings.scheme) else {
                throw InstallationRefusal.unknownScheme(settings.scheme)
            }
            self.book = book
            subsidy = book.subsidisedBy.flatMap { library.book($0) }
            body = book.municipality
            layouts = try BookReading.layouts(settings.layoutsDirectory)
            caseRules = try CaseRules(
                tsv: String(
                    contentsOf: URL(fileURLWithPath: settings.schemesDirectory)
                        .appending(path: "national/case-papers.tsv"), encoding: .utf8))
            year = try OfficeYear.of(book, schemes: settings.schemesDirectory)
            days = try OpenDays(
                schemes: settings.schemesDirectory, furtherClosed: settings.furtherClosed)
        }
    }
}
