// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Links
public import NumberGate
public import Safeguards
public import Vault
public import Vocabulary

/// What an installation is opened with: where it lies, whose law it follows, and everything from
/// outside (time, chance, calendars, lists) handed in.
public struct InstallationSettings: Sendable {
    /// The folder with both databases, the checkpoints and, where nothing else is said, the keys.
    public var dataDirectory: String
    /// The folder with the keys; a city keeps it on another disk and out of the backup.
    public var keysDirectory: String
    public var schemesDirectory: String
    public var layoutsDirectory: String
    /// The municipality's book, e.g. `sample`.
    public var scheme: String
    public var clock: any Clock
    public var random: any RandomBytes
    /// Fictional towns and real cities exclude each other.
    public var numberCheck: NumberCheck
    /// Days on which this office is closed besides weekends, holidays and the turn of the year.
    public var furtherClosed: [CivilDate: String]
    /// What the office has settled for taking applications in.
    public var intake: IntakeTerms
    /// The city as payer; without one no transfer file can be written.
    public var originator: Originator?
    /// The list of banks that names of banks and branches are copied from; without one the names
    /// stay empty.
    public var banks: (any BankList)?
    /// The virus scanner; without one attachments of electronic applications stay in quarantine.
    public var scanner: any AttachmentScanner = NoScanner()
    /// What draws papers of cases, and burns places of them black.
    public var paperPress: any PaperPress = PopplerPress()
    /// How old the scanner's patterns may be; `nil` only where no scanner is configured.
    public var scanTerms: ScanTerms?
    /// The second factor of log-ins; `nil` only in rehearsals that say so.
    public var secondFactor: SecondFactor?
    /// 所管課: officers of others see no person without leave; empty: no department is set.
    public var departments: Set<String> = ["子ども福祉課"]
    /// Stands between the gates and the databases: a test counts there which rows leave them (X16).
    public var watchingStores: @Sendable (any Store) -> any Store = { $0 }
    /// True where opening a person's record needs a case of the officer or a reason. Only
    /// rehearsals that play whole days without a face switch it off.
    public var asksReasons = true
    /// True where a log-in needs a registered terminal (R-85f).
    public var needsTerminal = false

    /// How often an officer may ask System 2 by 個人番号.
    public var indexTerms = IndexTerms()
    /// The keys that wrap the others, as officers joined them at the start; a system whose key is
    /// split or away and not here starts without personal data.
    public var joinedKeys: [KeyCabinet.System: KeyEncryptionKey] = [:]

    public init(
        dataDirectory: String, keysDirectory: String? = nil, schemesDirectory: String,
        layoutsDirectory: String, scheme: String, clock: any Clock,
        random: any RandomBytes = SystemRandomBytes(), numberCheck: NumberCheck = .official,
        furtherClosed: [CivilDate: String] = [:],
        intake: IntakeTerms = IntakeTerms(paperDays: 60, residentCheckHours: 24),
        originator: Originator? = nil, banks: (any BankList)? = nil,
        secondFactor: SecondFactor? = nil
    ) {
        self.dataDirectory = dataDirectory
        self.keysDirectory = keysDirectory ?? dataDirectory + "/keys"
        self.schemesDirectory = schemesDirectory
        self.layoutsDirectory = layoutsDirectory
        self.scheme = scheme
        self.clock = clock
        self.random = random
        self.numberCheck = numberCheck
        self.furtherClosed = furtherClosed
        self.intake = intake
        self.originator = originator
        self.banks = banks
        self.secondFactor = secondFactor
    }
}
