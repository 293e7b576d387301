// SPDX-License-Identifier: Apache-2.0
public import Press

/// How a desk is opened: where it listens, under which certificate, and the names on its papers.
public struct DeskSettings: Sendable {
    /// The certificate of the server; there is no listener without TLS.
    public enum CertificateSource: Hashable, Sendable {
        /// Signed by itself, made in the data folder on the first start; for rehearsals.
        case development
        /// PEM files of the municipality: the chain, and its private key.
        case files(chain: String, key: String)
    }

    public var host: String
    public var port: Int
    /// The host name that browsers open, small letters; a request for another name is refused.
    /// `nil`: any name, where no other desk is near.
    public var name: String?
    public var certificate: CertificateSource
    /// The authority (PEM) whose certificates terminals show; `nil`: terminals show none and are
    /// known by their network address. Whether one is needed says the installation (R-85f).
    public var terminalAuthority: String?
    /// Shows 「検証環境」 on every page and paper.
    public var isRehearsal: Bool
    /// Who signs letters and answers questions.
    public var office: OfficeProfile
    /// This desk is one to practise on (練習), with its own fictional town; `nil` for every other.
    public var practice: Practice?
    /// Where officers of this desk practise: the address of another program with another folder.
    public var practiceAddress: String?
    /// How many days before its stated end a protection measure (支援措置) is spoken of. Renewal is
    /// asked for from one month before in the towns that say so (三芳町, 萩市; for others unverified).
    public var protectionReminderDays = 30

    public init(
        host: String = "127.0.0.1", port: Int = 8443, name: String? = nil,
        certificate: CertificateSource = .development, terminalAuthority: String? = nil,
        isRehearsal: Bool, office: OfficeProfile = .unnamed
    ) {
        self.terminalAuthority = terminalAuthority
        self.host = host
        self.port = port
        self.name = name
        self.certificate = certificate
        self.isRehearsal = isRehearsal
        self.office = office
    }
}

extension DeskSettings {
    /// A desk to practise on: its officers are fictional too, and stand at its door.
    public struct Practice: Sendable {
        /// Somebody to log in as.
        public struct User: Sendable {
            public let officer: String
            public let password: String
            /// Name and roles.
            public let words: String

            public init(officer: String, password: String, words: String) {
                self.officer = officer
                self.password = password
                self.words = words
            }
        }

        public let users: [User]
        /// A file of claims to take in: `renshu.UKE`.
        public let claims: [UInt8]?

        public init(users: [User], claims: [UInt8]? = nil) {
            self.users = users
            self.claims = claims
        }
    }

    /// The word on every page and paper that are not of live use.
    var environmentWord: String? {
        practice != nil ? "練習" : isRehearsal ? "検証環境" : nil
    }
}

/// The names that stand on papers of the office.
public struct OfficeProfile: Sendable {
    /// `見本市`.
    public var city: String
    public var sender: Sender
    public var desk: ContactDesk

    public init(city: String, sender: Sender, desk: ContactDesk) {
        self.city = city
        self.sender = sender
        self.desk = desk
    }

    /// Before the city has said its names.
    public static let unnamed = OfficeProfile(
        city: "市", sender: Sender(title: "市長", seal: .place),
        desk: ContactDesk(name: "子ども福祉課", phone: "（電話番号未設定）"))
}
