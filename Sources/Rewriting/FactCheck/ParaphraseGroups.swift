extension Paraphrases {
  /// Words that say the same of a piece of work, a group a line; a word may stand in several, and
  /// two words are synonyms only where one line has both.
  ///
  /// A stronger claim never stands beside a weaker one: to help is not to lead.
  static let groups = """
    build develop create construct implement craft produce make made program code write wrote \
    written author deliver engineered built
    write wrote written author draft compose pen prepare document
    prepare draft draw drew drawn compile write wrote written
    participate participation part took
    let enable show
    interview interviewed conduct
    conduct run ran hold held perform carry carried do did done
    lead led leadership head direct manage management run ran running oversee oversaw overseen \
    oversight supervise supervision spearhead steer guide drive drove driven chair
    mentor mentorship coach train tutor teach taught teaching educate education instruct \
    instruction guide guidance
    reduce reduction cut lower decrease shrink shrank trim slash minimise drop fall fell fallen \
    bring brought curtail lessen diminish shorten save saving savings decline down less fewer
    increase raise grow grew grown growth boost expand expansion lift gain rise rose risen climb \
    extend extension higher more up
    improve improvement enhance enhancement better strengthen upgrade refine refinement optimise \
    optimisation streamline polish boost increase raise
    move migrate migration transfer transition shift port relocate relocation convert conversion \
    switch transform transformation
    replace replacement substitute substitution swap supersede exchange
    introduce introduction establish establishment institute launch start initiate initiation \
    begin began begun set create roll rollout adopt adoption bring brought implement install
    automate automation automatic automatically mechanise
    design devise conceive architected plan
    maintain maintenance keep kept preserve sustain upkeep operate operation run ran
    operate operation run ran running administer
    fix repair resolve resolution solve solution remedy address correct correction debug rectify \
    close mend settle
    analyse analysis analyses examine examination investigate investigation study assess \
    assessment evaluate evaluation review inspect inspection
    test verify verification validate validation check trial
    handle process manage deal serve cover
    help assist assistance support aid contribute contribution
    collaborate collaboration cooperate cooperation partner work team together jointly
    organise organisation arrange arrangement coordinate coordination plan schedule
    present presentation show demonstrate demonstration exhibit display
    speak spoke spoken talk present presentation lecture speech
    sell sold selling sale
    buy bought purchase procure procurement acquire acquisition
    hire recruit recruitment employ
    integrate integration connect connection link combine combination incorporate embed \
    interface
    remove removal eliminate elimination delete deletion drop strip abolish eradicate discard \
    retire
    accelerate acceleration speed sped quicken expedite faster quicker fast quick shorten
    ensure guarantee secure assure assurance make made
    prevent prevention avoid avoidance avert stop
    catch caught detect detection discover discovery find found identify identification spot \
    uncover
    monitor track tracking observe observation watch
    document documentation record log write wrote written
    communicate communication inform report convey
    give gave given provide provision deliver delivery offer supply grant
    use utilise utilisation employ apply application leverage usage with via
    publish publication release issue
    win won receive receipt earn obtain gain attain
    complete completion finish conclude conclusion finalise accomplish
    achieve achievement reach attain attainment hit meet met
    ship release deploy deployment launch roll rollout push deliver delivery publish
    configure configuration set setup adjust
    restructure reorganise reorganisation refactor rewrite rewrote rewritten rework
    standardise standardisation unify unification harmonise
    consolidate consolidation merge combine combination unite unify
    modernise modernisation renew renewal update refresh upgrade overhaul revamp
    simplify simplification streamline ease
    divide division split separate separation partition
    collect collection gather compile compilation assemble
    evaluate evaluation appraise appraisal rate assess assessment judge
    advise advice counsel consult consultation recommend recommendation guide guidance
    care tend attend look treat
    administer give gave given dispense
    allow let enable permit
    choose chose chosen choice select selection pick
    decide decision determine
    learn learnt study
    research investigate investigation study explore exploration
    calculate calculation compute computation work
    measure measurement quantify gauge
    forecast predict prediction project projection
    model simulate simulation
    negotiate negotiation bargain
    sign conclude close
    found founded establish start create
    join enter
    leave left exit
    answer respond response reply
    ask request enquire inquire query
    store hold held keep kept save archive
    send sent transmit transmission deliver dispatch
    receive get got obtain
    view see seen saw
    cause trigger lead result
    rebuild rebuilt reconstruct rewrite rewrote recreate
    plan planning schedule prepare preparation
    host run ran hold held
    extract pull derive retrieve
    process transform handle
    clean cleanse tidy
    visualise visualisation chart plot
    deploy install installation
    protect protection secure safeguard
    promote advertise market
    represent stand
    translate render localise
    edit revise revision amend correct
    draw drew drawn sketch illustrate illustration
    raise collect fundraise
    triage prioritise sort
    discharge release
    oversee supervise monitor
    adopt use embrace
    spend spent
    shift move
    cut halve
    customer client
    employee staff worker personnel
    colleague peer coworker
    team group squad crew
    company firm business organisation enterprise
    cost expense spend spending expenditure
    revenue sales turnover income
    bug defect fault error issue problem mistake
    downtime outage
    latency delay
    minute min
    second sec
    millisecond ms
    hour hr hourly
    day daily
    week weekly
    month monthly
    year yearly annual annually annum
    quarter quarterly
    night nightly overnight
    guide handbook manual
    process procedure workflow
    method approach technique way
    repository repo
    database db
    documentation docs document
    production prod live
    environment env
    application app
    configuration config
    information info
    specification spec
    statistics stats
    mathematics math maths
    shop store
    site website
    place location site
    region area
    country nation
    worldwide global globally
    important key crucial critical vital essential
    big large huge major sizeable substantial
    small little minor
    fast quick rapid swift quickly rapidly swiftly promptly faster quicker
    new novel
    old legacy former previous prior earlier previously formerly
    many numerous several multiple various
    all every each entire whole
    complete full entire whole fully completely entirely
    safe secure safely securely
    reliable dependable stable reliability stability
    easy simple easily simply
    manual manually hand
    remote remotely
    across throughout
    availability uptime
    intro introduction
    course class
    student pupil learner
    child children kid
    doctor physician
    drug medication medicine
    illness disease
    rate ratio proportion percentage share
    number count amount total
    goal target objective aim
    project initiative programme program
    result outcome
    effect impact
    requirement need
    feature function functionality
    contract agreement deal
    supplier vendor
    paper article
    award prize honour
    talk lecture presentation
    thesis dissertation
    experiment trial
    laboratory lab
    picture image photo
    phone telephone
    email mail
    person people individual
    part component piece
    tool utility
    library package
    interface ui
    frontend ui
    task job chore
    effort work
    cellar basement
    lift elevator
    next following subsequent
    later after subsequently afterwards
    because since due
    over beyond across during
    within inside
    between among
    each per
    without no not never none free
    instead rather
    so thus therefore thereby hence
    while whereas
    additionally also moreover
    main primary principal chief
    joint shared common
    different distinct
    regular regularly routine routinely
    continuous continuously continual constant constantly
    daily everyday
    frequent frequently often
    together jointly
    wrong incorrect faulty erroneous
    right correct
    unneeded unnecessary redundant superfluous
    unexplained unaccounted
    synchronous sync
    synchronisation sync synchronise
    authorisation authorise
    parcel package
    merchant retailer trader
    distance mileage
    shared common
    """
}
