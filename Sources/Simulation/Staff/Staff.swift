// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vault
import Vocabulary

/// The officers at work: each logs in when needed and logs out at the end of the day, so that
/// every operation of the story stands under a real session, with the roles in force that day.
final class Staff {
    private let accounts: Accounts
    private var passwords: [Post: String] = [:]
    private var onDuty: [Post: LoginResult] = [:]
    /// Told of everybody who comes to work.
    var hasCome: (Post) throws -> Void = { _ in }

    /// Registers everybody: the first administrator, who then registers the others.
    ///
    /// - Parameter until: the first day without the first year's roles.
    init(of office: Installation, random: any RandomBytes, until: CivilDate) throws {
        accounts = office.accounts
        for post in Post.allCases { passwords[post] = Passphrase.make(random) }
        try accounts.createFirst(
            try officer(.administrator, until: until), password: password(of: .administrator))
        let administrator = try principal(.administrator)
        for post in Post.allCases where post != .administrator {
            try accounts.create(
                try officer(post, until: until), password: password(of: post),
                mustChange: false, by: administrator)
        }
        try goHome()
    }

    /// Renews everybody's roles for a year (年度更新); the administrator's own come last, because
    /// changing them ends the session.
    func renewRoles(until: CivilDate) throws {
        let administrator = try principal(.administrator)
        for post in Post.allCases.reversed() {
            try accounts.setRoles(
                post.roles, of: post.officer, until: until, by: administrator)
            onDuty[post] = nil
        }
    }

    /// Who acts on a post today.
    func principal(_ post: Post) throws -> Principal {
        if let session = onDuty[post] { return session.session.principal }
        let login = try accounts.login(
            officer: post.officer, password: password(of: post),
            terminal: "検証端末-\(post.officer)")
        onDuty[post] = login
        try hasCome(post)
        return login.session.principal
    }

    /// Everybody logs out.
    func goHome() throws {
        for post in Post.allCases {
            guard let session = onDuty.removeValue(forKey: post) else { continue }
            try accounts.logout(token: session.token)
        }
    }

    /// What is handed to whoever looks at the desk afterwards.
    var users: [DemoUser] {
        Post.allCases.map { post in
            DemoUser(
                officer: post.officer, name: post.name,
                roles: Role.allCases.filter(post.roles.contains).map(\.title),
                password: password(of: post))
        }
    }

    private func password(of post: Post) -> String { passwords[post] ?? "" }

    private func officer(_ post: Post, until: CivilDate) throws(SafeguardRefusal) -> NewOfficer {
        try NewOfficer(
            officer: post.officer, name: post.name, department: "子ども福祉課(検証)",
            roles: post.roles, until: until)
    }
}

/// Passwords of the fictional office: five made-up words that can be read out and typed.
enum Passphrase {
    static func make(_ random: any RandomBytes) -> String {
        let consonants = Array("kstnhmrgzdbp")
        let vowels = Array("aiueo")
        func word() -> String {
            String(
                random.bytes(4).enumerated().map { index, byte in
                    index % 2 == 0
                        ? consonants[Int(byte) % consonants.count]
                        : vowels[Int(byte) % vowels.count]
                })
        }
        return (0..<5).map { _ in word() }.joined(separator: "-")
    }
}
